"""What starts a run, and what an operator does with one that is stuck. In `public`."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from provisioning import claim, tasks
from provisioning.models import Run, RunState, StepRecord
from provisioning.steps import registry
from tenants import audit, outbox
from tenants.accounts.models import normalise_email
from tenants.domains.names import normalise
from tenants.errors import DomainError
from tenants.models import Domain, Firm

log = logging.getLogger(__name__)


@transaction.atomic
def request(
    *,
    name: str,
    slug: str,
    language: str,
    country: str,
    time_zone: str,
    owner_name: str,
    owner_email: str,
    at: datetime,
) -> Run:
    """Ask for a new firm: takes its address and starts a run.

    The run starts at once when the broker is there, else when the outbox is swept.
    Raises DomainError when the address is taken, or cannot be one.
    """
    firm = _firm(
        Firm(
            name=name,
            slug=slug,
            language=language,
            country=country,
            time_zone=time_zone,
        )
    )
    run = Run.objects.create(
        firm=firm,
        owner_name=owner_name,
        owner_email=normalise_email(owner_email),
        owner_language=language,
        requested_by=owner_name,
        created_at=at,
        due_at=at,
    )
    StepRecord.objects.bulk_create(
        StepRecord(run=run, position=position, name=step)
        for position, step in enumerate(registry.names(), 1)
    )
    audit.record("firm.requested", firm, by=None, at=at)
    outbox.publish("provisioning.requested", run=run.pk)
    _start_after_commit(run)
    return run


@transaction.atomic
def retry(run: Run, *, at: datetime) -> None:
    """Take a failed run up again, whether it was given up or only waits.

    Raises DomainError when it has not failed.
    """
    if run.state not in (RunState.FAILED, RunState.UNDOING):
        raise DomainError(_("This run has not failed."))
    run.attempts, run.due_at = 0, at
    run.save(update_fields=["attempts", "due_at"])
    audit.record("firm.retried", run.firm, by=None, at=at)
    _start_after_commit(run)


def _firm(firm: Firm) -> Firm:
    """Save the firm and its address, in a savepoint: a taken one is a refusal."""
    host = claim.host_of(firm.slug)
    if normalise(host) != host:
        raise DomainError(_("This cannot be an address."))
    try:
        with transaction.atomic():
            firm.save(force_insert=True)
            claim.hold(firm)
    except IntegrityError:
        raise _taken() from None
    if not Domain.objects.filter(domain=host, tenant=firm).exists():
        raise _taken()
    return firm


def _taken() -> DomainError:
    return DomainError(_("This address is taken. Choose another one."))


def _start_after_commit(run: Run) -> None:
    """Wake the provisioning worker; without a broker the outbox and the sweep do it."""

    def start() -> None:
        try:
            tasks.drive.apply_async(kwargs={"run_id": str(run.pk)}, retry=False)
        except (OperationalError, OSError) as error:
            log.warning("the broker is out of reach: %s", type(error).__name__)

    transaction.on_commit(start)
