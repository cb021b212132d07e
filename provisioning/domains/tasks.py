"""From the outboxes to decisions about addresses, and back.

These run in the ordinary workers: they need no rights of an owner, and DNS that is slow
must not hold up the making of firms.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from celery import current_app, shared_task
from django.utils import timezone

from portal.addresses.models import Address, AddressState
from provisioning.domains import telling, wishes
from tenants import outbox, scope
from tenants.domains.models import Claim
from tenants.outbox.models import Event
from tenants.tasks import FleetTask

WARM = "provisioning.certificates.warm"
ASK_AGAIN = timedelta(minutes=1)


@shared_task(name="domains.claim", base=FleetTask)
def claim(
    *, firm_id: str, key: str, host: str, becomes_primary: bool, language: str
) -> None:
    """A firm wishes a host."""
    wishes.claim(
        UUID(firm_id),
        UUID(key),
        host,
        becomes_primary=becomes_primary,
        language=language,
        at=timezone.now(),
    )


@shared_task(name="domains.wish", base=FleetTask)
def wish(*, name: str, firm_id: str, key: str) -> None:
    """A firm wishes something about a host that it claimed."""
    WISHES[name](UUID(firm_id), UUID(key), at=timezone.now())


@shared_task(name="domains.use_platform_address", base=FleetTask)
def use_platform_address(*, firm_id: str) -> None:
    """A firm wishes its first address back as the primary one."""
    wishes.use_platform_address(UUID(firm_id), at=timezone.now())


@shared_task(name="domains.check", base=FleetTask)
def check(*, key: str) -> None:
    """Ask DNS about a claim."""
    telling.check(UUID(key), at=timezone.now())


@shared_task(name="domains.tell", base=FleetTask)
def tell(*, key: str) -> None:
    """Let the firm know how its claim stands."""
    telling.tell(UUID(key), at=timezone.now())


@shared_task(name="domains.sweep", base=FleetTask)
def sweep() -> int:
    """Check what is due, and tell of certificates; the number of those claims."""
    due, untold = telling.take_due(at=timezone.now()), telling.untold()
    for key in due:
        check.apply_async(kwargs={"key": str(key)})
    for key in untold:
        tell.apply_async(kwargs={"key": str(key)})
    return len(due) + len(untold)


WISHES = {
    "address.check_wanted": wishes.check,
    "address.removal_wanted": wishes.release,
    "address.primary_wanted": wishes.make_primary,
}


@outbox.consumer("address.wanted")
def heed_claim(event: Event) -> None:
    """Send a new wish of the firm in force to a worker that may decide.

    It is sent again until it is answered: a message may get lost on the way.
    """
    wished = Address.objects.filter(pk=event.payload["key"]).first()
    if wished is None or wished.state != AddressState.REQUESTED:
        return
    claim.apply_async(kwargs={**_whose(), **event.payload, "host": wished.host})
    outbox.publish("address.wanted", hold=ASK_AGAIN, **event.payload)


@outbox.consumer("address.check_wanted")
@outbox.consumer("address.removal_wanted")
@outbox.consumer("address.primary_wanted")
def heed(event: Event) -> None:
    """The same for what it wishes afterwards."""
    wish.apply_async(kwargs={"name": event.topic, **_whose(), **event.payload})


@outbox.consumer("address.platform_wanted")
def heed_platform(event: Event) -> None:
    """The same for its first address."""
    use_platform_address.apply_async(kwargs=_whose())


@outbox.consumer("domain.check_wanted")
def start_check(event: Event) -> None:
    """Ask DNS at once."""
    check.apply_async(kwargs={"key": event.payload["claim"]})


@outbox.consumer("domain.decided")
def start_telling(event: Event) -> None:
    """Tell the firm."""
    tell.apply_async(kwargs={"key": event.payload["claim"]})


@outbox.consumer("domain.verified")
def warm(event: Event) -> None:
    """Have the edge get a certificate before the first visitor comes."""
    found = Claim.objects.open().filter(pk=event.payload["claim"]).first()
    if found is not None:
        current_app.send_task(WARM, kwargs={"host": found.host})


def _whose() -> dict[str, str]:
    return {"firm_id": str(scope.current_firm().pk)}
