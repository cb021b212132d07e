"""What the firm does when a person asks for his data. Each is one transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from portal.access import accounts
from portal.people import belongings
from portal.people.belongings import Obstacle
from portal.people.models import (
    Contact,
    ContactErasure,
    ContactPoint,
    Delegation,
    FormerContact,
    Outcome,
    PersonalCopy,
)
from portal.people.personal import anonymous
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.errors import DomainError


@transaction.atomic
def request_copy(*, contact: Contact, by: User, at: datetime) -> PersonalCopy:
    """Have a copy made of all that is held. Raises DomainError while one is made."""
    try:
        with transaction.atomic():
            copy = PersonalCopy.objects.create(
                contact=contact, requested_by=by, requested_at=at
            )
    except IntegrityError:
        raise DomainError(_("A copy is being made already.")) from None
    audit.record("contact.copy_requested", contact, by=by, at=at)
    outbox.publish("contact.copy_requested", copy=copy.pk)
    return copy


@transaction.atomic
def note_download(*, copy: PersonalCopy, by: User, at: datetime) -> None:
    """Write down that somebody took the copy."""
    audit.record("contact.copy_downloaded", copy.contact, by=by, at=at)


def obstacles(contact: Contact, user: User) -> list[Obstacle]:
    """Why the contact must stay for now; none when it may be erased."""
    return [
        obstacle
        for each in belongings.known().values()
        for obstacle in each.obstacles(contact, user)
    ]


@transaction.atomic
def erase(*, contact: Contact, basis: str, by: User, at: datetime) -> ContactErasure:
    """Take the person away for good; a record without the person stays.

    The account is closed. Where something that is kept still names the contact, it
    stays as a row that says nothing; else it is deleted. Raises DomainError while it
    must be kept.
    """
    rows = Contact.objects.select_for_update(of=("self",)).select_related("user")
    mine = rows.get(pk=contact.pk)
    if mine.erased_at is not None or obstacles(mine, by):
        raise DomainError(_("This contact must be kept for now."))
    counts = {name: each.count(mine) for name, each in belongings.known().items()}
    _end_account(mine, by=by, at=at)
    _take_away(mine, by=by, at=at)
    outcome = _delete_or_blank(mine, at=at)
    record = ContactErasure.objects.create(
        contact=contact.pk,
        basis=basis,
        outcome=outcome,
        counts=counts,
        erased_by=by,
        erased_at=at,
    )
    audit.record("contact.erased", record, by=by, at=at, basis=basis, outcome=outcome)
    outbox.publish("contact.erased", contact=contact.pk)
    return record


def _end_account(contact: Contact, *, by: User, at: datetime) -> None:
    """Closed, and without a name; delegates of the contact look no more."""
    if contact.user is None:
        return
    if contact.user.is_active:
        accounts.close(contact.user, by=by, at=at)
        contact.user.refresh_from_db()
    anonymous.blank_account(contact.user)
    contact.user = None


def _take_away(contact: Contact, *, by: User, at: datetime) -> None:
    for delegation in Delegation.objects.filter(contact=contact, revoked_at=None):
        _end_delegate(delegation, by=by, at=at)
    Delegation.objects.filter(contact=contact).delete()
    ContactPoint.objects.filter(contact=contact).delete()
    FormerContact.objects.filter(contact=contact).delete()
    copies = list(PersonalCopy.objects.filter(contact=contact))
    outbox.publish("contact.copies_gone", copies=[str(each.pk) for each in copies])
    PersonalCopy.objects.filter(contact=contact).delete()
    anonymous.forget_problems(contact)


def _end_delegate(delegation: Delegation, *, by: User, at: datetime) -> None:
    """Who looked only for this contact has no access any more."""
    others = Delegation.objects.filter(user=delegation.user, revoked_at=None)
    is_last = not others.exclude(pk=delegation.pk).exists()
    user = delegation.user
    if is_last and user.role == Role.DELEGATE and user.is_active:
        accounts.close(user, by=by, at=at)


def _delete_or_blank(contact: Contact, *, at: datetime) -> Outcome:
    """Deleted when nothing names it; else a row that says nothing."""
    anonymous.blank(contact)
    contact.erased_at = at
    contact.save()
    if any(each.count(contact) for each in belongings.known().values()):
        return Outcome.ANONYMISED
    if belongings.unknown(contact):
        return Outcome.ANONYMISED
    try:
        with transaction.atomic():
            contact.delete()
    except ProtectedError:
        return Outcome.ANONYMISED
    return Outcome.DELETED
