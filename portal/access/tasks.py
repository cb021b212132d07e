"""What the worker does after an invitation."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from portal.access import lockout, mails
from portal.access.models import Invitation
from tenants import outbox, scope
from tenants.models import Firm
from tenants.outbox.models import Event
from tenants.tasks import FleetTask


@outbox.consumer("access.invited")
def send_invitation(event: Event) -> None:
    """Mail the link, unless the invitation was used or replaced meanwhile."""
    invitation = (
        Invitation.objects.open(timezone.now())
        .select_related("user")
        .filter(pk=event.payload["invitation"])
        .first()
    )
    if invitation is not None:
        mails.invitation(invitation, key=str(event.pk))


@shared_task(name="access.forget", base=FleetTask)
def forget() -> int:
    """Remove the failures that do not count any more, in `public` and every firm."""
    with scope.public():
        removed = lockout.forget_old(at=timezone.now())
        firms = list(Firm.objects.filter(state="active"))
    for firm in firms:
        with scope.scope(firm):
            removed += lockout.forget_old(at=timezone.now())
    return removed
