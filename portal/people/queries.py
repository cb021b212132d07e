"""Reads over contacts, accounts and invitations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.access.models import Invitation
from portal.access.models import Kind as InvitationKind
from portal.people.days import today
from portal.people.models import Contact, Delegation
from tenants.accounts.models import User
from tenants.audit.models import Entry

HISTORY = (
    "access.invited",
    "access.invitation_redeemed",
    "access.invitation_revoked",
    "access.begun_anew",
    "access.closed",
    "access.reopened",
)
HISTORY_SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class Access:
    """A contact's way to the portal, as the desk tells it."""

    state: str
    invited_at: datetime | None = None
    invited_by: str = ""
    opened_at: datetime | None = None
    expires_at: datetime | None = None
    is_expired: bool = False
    last_sign_in: datetime | None = None
    history: Sequence[Entry] = ()


@dataclass(frozen=True, kw_only=True)
class OpenInvitation:
    """An invitation that nobody has used yet."""

    contact: Contact
    invited_at: datetime
    expires_at: datetime
    is_expired: bool


def access_of(contact: Contact, *, at: datetime) -> Access:
    """How far the contact is; it must come from `with_portal_access()`."""
    if contact.user is None:
        return Access(state=contact.portal_access)
    invited = Invitation.objects.filter(user=contact.user, kind=InvitationKind.MAIL)
    latest = invited.select_related("created_by").order_by("-created_at").first()
    sender = latest.created_by if latest else None
    return Access(
        state=contact.portal_access,
        invited_at=latest.created_at if latest else None,
        invited_by=sender.name if sender else "",
        opened_at=latest.opened_at if latest else None,
        expires_at=latest.expires_at if latest else None,
        is_expired=latest is not None and latest.expires_at <= at,
        last_sign_in=contact.user.last_login,
        history=access_history(contact.user),
    )


def access_history(user: User) -> list[Entry]:
    """What happened to this account's way in, the latest first."""
    found = Entry.objects.filter(
        target_type=User._meta.label_lower, target_id=user.pk, action__in=HISTORY
    )
    return list(found.order_by("-at", "-pk")[:HISTORY_SHOWN])


def delegates_of(contact: Contact) -> list[Delegation]:
    """Who looks for this client, or did until a last day that is over."""
    found = contact.delegations.filter(revoked_at=None).select_related("user")
    return list(found.order_by("created_at", "pk"))


def represented_by(user: User) -> list[Delegation]:
    """For whom this account looks today."""
    found = Delegation.objects.in_force(today()).filter(user=user)
    return list(found.select_related("contact").order_by("contact__name", "pk"))


def open_invitations(*, at: datetime, limit: int) -> list[OpenInvitation]:
    """Contacts who were invited and have not come, those who wait longest first."""
    unused = Invitation.objects.unused().filter(
        kind=InvitationKind.MAIL, user__contact__isnull=False
    )
    rows = unused.select_related("user__contact").order_by("created_at")[:limit]
    return [
        OpenInvitation(
            contact=row.user.contact,
            invited_at=row.created_at,
            expires_at=row.expires_at,
            is_expired=row.expires_at <= at,
        )
        for row in rows
    ]
