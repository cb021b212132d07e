"""What `public` knows of the firm: removed, but for its row, its runs and the log.

Every model that points at the firm or at one of its runs is found by its key, so that
one which is added tomorrow is emptied too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, QuerySet

from provisioning.models import Run, StepRecord
from tenants import scope
from tenants.models import Firm, FirmState

STAYS = (Run, StepRecord)


def remove(run: Run) -> None:
    """Empty the tables, and leave rows that say nothing but that a firm was here."""
    with scope.public():
        for rows in (*_pointing_at(Firm, run.firm), *_of_runs(run.firm)):
            rows.delete()
        _blank_runs(run)
        _blank(run.firm)


def _of_runs(firm: Firm) -> Iterator[QuerySet[Any]]:
    for run in Run.objects.filter(firm=firm):
        yield from _pointing_at(Run, run)


def _pointing_at(model: type[Model], row: Model) -> Iterator[QuerySet[Any]]:
    for relation in model._meta.related_objects:
        there: Any = relation.related_model
        if there not in STAYS:
            yield there._base_manager.filter(**{relation.field.name: row})


def _blank_runs(run: Run) -> None:
    """Names and addresses of people go; what was done and when stays."""
    others = Run.objects.filter(firm=run.firm).exclude(pk=run.pk)
    others.update(owner_name="", owner_email="", parameters={}, error="")
    others.filter(requested_by_id=None).update(requested_by="")


def _blank(firm: Firm) -> None:
    """The name stays in the record alone; the address is free for anybody.

    The schema's name takes their place: no host name has an underscore.
    """
    firm.name = firm.slug = firm.schema_name
    firm.state, firm.state_reason = FirmState.ERASED, ""
    firm.plan, firm.release = None, ""
    firm.save(
        update_fields=["name", "slug", "state", "state_reason", "plan", "release"]
    )
