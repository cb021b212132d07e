"""What the worker does after an invitation."""

from __future__ import annotations

from django.utils import timezone

from controlplane.team import mails
from controlplane.team.models import Invitation
from tenants import outbox
from tenants.outbox.models import Event


@outbox.consumer("operator.invited")
def send_invitation(event: Event) -> None:
    """Mail the link, unless it was used or replaced meanwhile."""
    waiting = Invitation.objects.open(timezone.now()).filter(
        pk=event.payload["invitation"]
    )
    invitation = waiting.select_related("user", "created_by").first()
    if invitation is not None:
        mails.invitation(invitation, key=str(event.pk))
