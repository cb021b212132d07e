"""What happens after a sign-up, in the worker."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from controlplane.signup import mails
from controlplane.signup.models import SignUp
from tenants import outbox
from tenants.outbox.models import Event
from tenants.tasks import ControlTask


@outbox.consumer("signup.requested")
def send_confirmation(event: Event) -> None:
    """Mail the link, unless it was used already or is gone."""
    pending = SignUp.objects.unconfirmed().filter(pk=event.payload["sign_up"]).first()
    if pending is not None:
        mails.confirmation(pending, key=str(event.pk))


@shared_task(name="signup.forget", base=ControlTask)
def forget() -> int:
    """Delete what nobody confirmed in time; the number of those sign-ups."""
    deleted, _tables = SignUp.objects.abandoned(timezone.now()).delete()
    return deleted
