"""A run and its steps are written down, and the worker is woken. In `public`."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from provisioning import transitions, waking
from provisioning.models import Run, RunKind, StepRecord
from provisioning.steps import registry
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.audit.recording import SYSTEM
from tenants.errors import DomainError
from tenants.models import Firm

REQUESTED = "provisioning.requested"


@transaction.atomic
def start(
    kind: RunKind,
    firm: Firm,
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
    requested_by: str = "",
    **parameters: Any,
) -> Run:
    """Start a run of this kind: at once when the broker is there, else by the sweep.

    `by` is an operator. Whoever asked and is none, somebody of the firm for example, is
    named in `requested_by`. `parameters` become JSON. Raises DomainError when the
    firm's state does not allow it, or while another run of the firm is under way.
    """
    firm = Firm.objects.select_for_update().get(pk=firm.pk)
    _refuse_second(firm)
    transitions.refuse(kind, firm)
    run = write(
        Run(
            firm=firm,
            kind=kind,
            reason=reason,
            requested_by=requested_by or (by.name if by else SYSTEM),
            requested_by_id=by.pk if by else None,
            parameters={key: _plain(value) for key, value in parameters.items()},
            created_at=at,
            due_at=at,
        )
    )
    audit.record(
        f"firm.{kind}.requested",
        firm,
        by=by,
        at=at,
        run=str(run.pk),
        reason=reason,
        requested_by=run.requested_by,
    )
    return run


def write(run: Run) -> Run:
    """Save a new run with its steps, and let it start after the commit."""
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:
        raise _busy() from None
    StepRecord.objects.bulk_create(
        StepRecord(run=run, position=position, name=name)
        for position, name in enumerate(registry.names(run.kind), 1)
    )
    outbox.publish(REQUESTED, run=run.pk)
    waking.after_commit(run)
    return run


def _refuse_second(firm: Firm) -> None:
    if Run.objects.unfinished().filter(firm=firm).exists():
        raise _busy()


def _busy() -> DomainError:
    return DomainError(
        _("Something else is under way for this firm. Try again when it is done.")
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
