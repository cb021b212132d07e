"""The last step: that the firm was erased, signed. Nothing else is left of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from provisioning.erasure import content, inventory, signing
from provisioning.models import ErasureRecord, Run
from tenants import audit, scope

FORMAT = 1


def write(run: Run) -> None:
    """Sign what was counted and removed, and empty the run of it."""
    content.erase_files(run)  # what a request under way has left meanwhile
    content.forget_cache(run)
    now = timezone.now()
    with scope.public():
        if ErasureRecord.objects.filter(firm_id=run.firm_id).exists():
            return
        record = _signed(run, at=now)
        record.save(force_insert=True)
        audit.record("firm.erased", run.firm, by=None, at=now, record=str(record.pk))
        run.parameters, run.owner_name, run.owner_email = {}, "", ""


def _signed(run: Run, *, at: datetime) -> ErasureRecord:
    text = signing.canonical(_statement(run, at))
    return ErasureRecord(
        firm_id=run.firm_id,
        firm_name=inventory.of(run)["firm"]["name"],
        erased_at=at,
        statement=text,
        signature=signing.sign(text),
        public_key=signing.public_key(),
    )


def _statement(run: Run, at: datetime) -> dict[str, Any]:
    found = inventory.of(run)
    return {
        "format": FORMAT,
        "firm": found["firm"],
        "closing": found["closing"],
        "erasure": {
            "at": run.created_at.isoformat(),
            "by": run.requested_by,
            "why": run.reason,
        },
        "erased_at": at.isoformat(),
        "hosts": found["hosts"],
        "removed": {**found["removed"], "role": 1, "data_key": 1},
    }
