"""Inviting several contacts at once: who can be invited, who cannot, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from portal.access.models import Invitation, Kind
from portal.people import actions
from portal.people.models import Contact, ContactQuerySet, PortalAccess
from tenants.accounts.models import User
from tenants.errors import DomainError

MOST = 200  # contacts in one go


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A chosen contact; an empty `hindrance` means that it can be invited."""

    contact: Contact
    hindrance: str


def keys(typed: Iterable[str]) -> list[UUID]:
    """The keys among what a form or an address named; what is no key is left out."""
    return [key for each in typed if (key := _key(each)) is not None]


def choices(chosen: ContactQuerySet, *, at: datetime) -> list[Choice]:
    """The chosen contacts by name, at most MOST. Three queries, however many."""
    rows = chosen.with_portal_access().select_related("user").by_name()
    contacts = list(rows[:MOST])
    waiting = _waiting(contacts, at=at)
    emails = Counter(each.email for each in contacts)
    taken = dict(User.objects.filter(email__in=emails).values_list("email", "pk"))
    return [
        Choice(contact=each, hindrance=_hindrance(each, waiting, emails, taken))
        for each in contacts
    ]


def invite(
    chosen: Sequence[Choice], *, by: User, at: datetime
) -> tuple[list[Contact], list[Choice]]:
    """Invite those who can be; who was, and who was not with the reason.

    Each is a transaction of its own: one refusal keeps nobody else out.
    """
    invited, refused = [], []
    for choice in chosen:
        try:
            _refuse(choice)
            actions.invite_contact(contact=choice.contact, by=by, at=at)
            invited.append(choice.contact)
        except DomainError as problem:
            refused.append(Choice(contact=choice.contact, hindrance=problem.message))
    return invited, refused


def _refuse(choice: Choice) -> None:
    if choice.hindrance:
        raise DomainError(choice.hindrance)


def _hindrance(
    contact: Contact,
    waiting: set[UUID],
    emails: Counter[str],
    taken: dict[str, UUID],
) -> str:
    if not contact.email:
        return _("has no e-mail address")
    if contact.portal_access == PortalAccess.ACTIVE:
        return _("signs in already")
    if contact.user_id in waiting:
        return _("has an invitation that still works")
    if emails[contact.email] > 1:
        return _("has the same e-mail address as another contact that you chose")
    if taken.get(contact.email, contact.user_id) != contact.user_id:
        return _("has an e-mail address that belongs to another account")
    return ""


def _waiting(contacts: Sequence[Contact], *, at: datetime) -> set[UUID]:
    """The accounts that have an open invitation."""
    users = [each.user_id for each in contacts if each.user_id]
    found = Invitation.objects.open(at).filter(user__in=users, kind=Kind.MAIL)
    return set(found.values_list("user_id", flat=True))


def _key(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
