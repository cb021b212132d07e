"""The provisioning worker shakes hands with the edge."""

from __future__ import annotations

from celery import Task, shared_task
from django.utils import timezone

from provisioning.certificates import looking, queries, removal
from provisioning.certificates.edge import EdgeError
from tenants import outbox
from tenants.domains.models import ENDED, Claim, ClaimState
from tenants.outbox.models import Event
from tenants.tasks import FleetTask

CLOSED = (*ENDED, ClaimState.SUSPENDED)
TRIES = 3  # then the sweep goes on, which counts failures and cools down
PAUSE = 10  # seconds
REMOVAL_PAUSE = 60
REMOVAL_TRIES = 60


@shared_task(name="provisioning.certificates.warm", base=FleetTask, bind=True)
def warm(self: Task[..., None], *, host: str) -> None:
    """Have a certificate ordered for a host that may be served now."""
    tries = self.request.retries or 0
    is_settled = looking.warm(host, at=timezone.now(), is_first_try=tries == 0)
    if not is_settled and tries < TRIES:
        raise self.retry(countdown=PAUSE, max_retries=TRIES)


@shared_task(name="provisioning.certificates.probe_due", base=FleetTask)
def probe_due() -> int:
    """Look at the certificates that are due; how many."""
    return looking.look_at_due(at=timezone.now())


@shared_task(name="provisioning.certificates.forget", base=FleetTask, bind=True)
def forget(self: Task[..., None], *, host: str) -> None:
    """Forget the certificate of a host that was removed; again when an edge is away.

    Unless somebody else has proved it meanwhile.
    """
    if looking.is_served(host):
        return
    try:
        removal.forget(host)
    except EdgeError as error:
        raise self.retry(
            exc=error, countdown=REMOVAL_PAUSE, max_retries=REMOVAL_TRIES
        ) from error


@outbox.consumer("domain.decided")
def forget_closed(event: Event) -> None:
    """A host that a claim closed is not served any more, from the edge's memory too."""
    closed = Claim.objects.filter(state__in=CLOSED, pk=event.payload["claim"]).first()
    if closed is not None and not queries.is_served(closed.host):
        forget.apply_async(kwargs={"host": closed.host})
