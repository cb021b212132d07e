"""What the account page shows, and whose a link is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.account import devices
from portal.account.limits import Limits
from portal.account.models import EmailChange
from tenants import crypto
from tenants.accounts.models import Session, User


@dataclass(frozen=True, kw_only=True)
class Device:
    """A session, in words."""

    pk: UUID
    name: str
    address: str
    last_seen_at: datetime
    is_this: bool


def devices_of(
    user: User, *, session: str | None, limits: Limits, at: datetime
) -> Sequence[Device]:
    """Where the person is signed in: this browser first, then the latest."""
    alive = Session.objects.filter(user=user).alive(
        at, idle=limits.idle, whole=limits.whole
    )
    found = [
        Device(
            pk=each.pk,
            name=devices.in_words(each.device),
            address=each.address or "",
            last_seen_at=each.last_seen_at,
            is_this=each.session_key == session,
        )
        for each in alive.defer("session_data").order_by("-last_seen_at", "-pk")
    ]
    return sorted(found, key=lambda device: not device.is_this)


def waiting_change(user: User, at: datetime) -> EmailChange | None:
    """The change of address that waits for a yes from the new one."""
    return EmailChange.objects.open(at).filter(user=user).first()


def to_confirm(token: str, at: datetime) -> EmailChange | None:
    """The change with this link to the new address, while it can be confirmed."""
    found = EmailChange.objects.open(at).filter(confirm_digest=crypto.digest(token))
    return found.filter(user__is_active=True).select_related("user").first()


def to_undo(token: str, at: datetime) -> EmailChange | None:
    """The change with this link to the old address, while it can be undone."""
    found = EmailChange.objects.undoable(at).filter(undo_digest=crypto.digest(token))
    return found.filter(user__is_active=True).select_related("user").first()
