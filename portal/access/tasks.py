"""What the worker does after an invitation."""

from __future__ import annotations

from django.utils import timezone

from portal.access import mails
from portal.access.models import Invitation
from tenants import outbox
from tenants.outbox.models import Event


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
