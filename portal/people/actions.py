"""What staff do with contacts. Each is one transaction, audit and outbox included."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access import accounts
from portal.access import actions as access
from portal.access.models import Invitation
from portal.people import points as further
from portal.people import saving
from portal.people.models import Contact
from portal.people.points import Point
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.errors import DomainError


@transaction.atomic
def create_contact(
    *,
    contact: Contact,
    points: Sequence[Point] = (),
    by: User | None,
    at: datetime,
) -> Contact:
    """Save a new contact, with its further addresses and numbers."""
    saving.tidy(contact, points)
    contact.created_by, contact.created_at = by, at
    contact.save(force_insert=True)
    further.replace(contact, points)
    audit.record("contact.created", contact, by=by, at=at)
    outbox.publish("contact.created", contact=contact.pk)
    return contact


@transaction.atomic
def edit_contact(
    *,
    contact: Contact,
    points: Sequence[Point] | None = None,
    changed: Sequence[str],
    by: User,
    at: datetime,
) -> Contact:
    """Save a contact; `changed` names the fields that the log tells of.

    Without `points` the further ones stay. The address with which somebody signs in
    stays as it is.
    """
    kept = further.of(contact) if points is None else points
    saving.tidy(contact, kept)
    contact.save()
    further.replace(contact, kept)
    audit.record("contact.edited", contact, by=by, at=at, changed=sorted(changed))
    outbox.publish("contact.edited", contact=contact.pk)
    return contact


@transaction.atomic
def invite_contact(*, contact: Contact, by: User, at: datetime) -> User:
    """Invite a contact to the portal, or once more, at its present address.

    Raises DomainError without an address, for one that another account uses, and when
    the contact has a password already.
    """
    if not contact.email:
        raise DomainError(_("Fill in an e-mail address first."))
    _refuse_shared_address(contact)
    _follow_new_address(contact)
    contact.user = _invite(contact, by=by, at=at).user
    contact.save(update_fields=["user"])
    audit.record("contact.invited", contact, by=by, at=at)
    outbox.publish("contact.invited", contact=contact.pk)
    return contact.user


@transaction.atomic
def revoke_invitation(*, contact: Contact, by: User, at: datetime) -> None:
    """Take an invitation back. Raises DomainError when none is open."""
    accounts.revoke_invitation(account_of(contact), by=by, at=at)
    audit.record("contact.invitation_revoked", contact, by=by, at=at)


@transaction.atomic
def end_access(*, contact: Contact, by: User, at: datetime) -> None:
    """Let the contact in no more, at once. An invitation gives the access back.

    Raises DomainError for a contact that has none.
    """
    accounts.close(account_of(contact), by=by, at=at)
    audit.record("contact.access_ended", contact, by=by, at=at)
    outbox.publish("contact.access_ended", contact=contact.pk)


def account_of(contact: Contact) -> User:
    """The account of this contact. Raises DomainError when there is none."""
    if contact.user is None:
        raise DomainError(_("This contact has no portal access."))
    return contact.user


def _invite(contact: Contact, *, by: User, at: datetime) -> Invitation:
    """Invite; whose access was ended gets it back."""
    if contact.user is not None and not contact.user.is_active:
        return accounts.reopen(contact.user, by=by, at=at)
    return access.invite(
        email=contact.email,
        name=contact.name,
        role=Role.CLIENT,
        language=contact.language,
        by=by,
        at=at,
    )


def _refuse_shared_address(contact: Contact) -> None:
    """One address is one account, and one account is one contact."""
    others = Contact.objects.filter(user__email=contact.email).exclude(pk=contact.pk)
    if other := others.first():
        raise DomainError(
            _(
                "%(name)s already has portal access with this e-mail address. "
                "Fill in another address first."
            )
            % {"name": other.name}
        )


def _follow_new_address(contact: Contact) -> None:
    """Who was invited at a mistaken address keeps the account, with the right one."""
    user = contact.user
    if user is None or user.email == contact.email:
        return
    if user.has_usable_password():
        raise DomainError(
            _("%(name)s already signs in with %(email)s.")
            % {"name": contact.name, "email": user.email}
        )
    if User.objects.filter(email=contact.email).exists():
        raise DomainError(
            _("This e-mail address already has an account here. Use another address.")
        )
    user.email = contact.email
    user.save(update_fields=["email"])
