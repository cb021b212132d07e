"""Who is told by mail. The mails name nobody's case, and no more than was typed."""

from __future__ import annotations

from portal.support import mails
from portal.support.models import (
    AccessState,
    NoticeState,
    RecoveryNotice,
    SupportAccess,
)
from tenants import outbox
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.outbox.models import Event


@outbox.consumer("support.requested")
def tell_owners(event: Event) -> None:
    """Mail the owners, who alone may answer, unless it was answered meanwhile."""
    access = SupportAccess.objects.filter(
        pk=event.payload["access"], state=AccessState.REQUESTED
    ).first()
    if access is None:
        return
    for owner in User.objects.staff().active().filter(role=Role.OWNER):
        mails.requested(access, to=owner, key=str(event.pk))


@outbox.consumer("recovery.announced")
def tell_everybody(event: Event) -> None:
    """Mail all the firm's people, unless it is over already."""
    notice = RecoveryNotice.objects.filter(
        pk=event.payload["notice"], state=NoticeState.OPEN
    ).first()
    if notice is None:
        return
    for person in User.objects.staff().active():
        mails.recovery(notice, to=person, key=str(event.pk))
