"""A line of the fleet's list, and of its CSV."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)

from controlplane.status import notes
from controlplane.status.notes import Facts, Note
from controlplane.status.statement import keys
from provisioning.backup.models import Backup, BackupState
from tenants.database import template
from tenants.domains.models import Certificate
from tenants.models import Firm, FirmState

# Plain values: to make a model's instance of each firm, its plan and its usage takes
# longer than all the rest of a line.
FIELDS = (
    "pk", "name", "primary_host", "slug", "state", "state_reason", "erase_at",
    "plan__name", "release", "created_at", "usage__clients",
    "usage__last_activity_at", "certificate_until", "last_backup_at",
    "outbox_oldest_at",
)  # fmt: skip


class Row(NamedTuple):
    """What an operator sees of a firm at a glance."""

    pk: UUID
    name: str
    host: str
    slug: str
    state: str
    state_label: str
    plan: str
    release: str
    is_current: bool
    certificate_until: datetime | None
    last_backup_at: datetime | None
    clients: int | None
    last_activity_at: datetime | None
    created_at: datetime
    notes: list[Note]


def annotate(firms: QuerySet[Firm]) -> QuerySet[Any]:
    """Add to firms what a row shows beside them, and what it can be sorted by."""
    ends = Certificate.objects.filter(firm=OuterRef("pk"), not_after__isnull=False)
    kept = Backup.objects.filter(firm=OuterRef("pk"), state=BackupState.DONE)
    found: QuerySet[Any] = firms.annotate(
        certificate_until=Subquery(ends.order_by("not_after").values("not_after")[:1]),
        last_backup_at=Subquery(kept.order_by("-started_at").values("finished_at")[:1]),
        outbox_oldest_at=F("usage__outbox_oldest_at"),
    )
    return found


def with_need(firms: QuerySet[Any], unwell: Collection[UUID]) -> QuerySet[Any]:
    """Say of each firm whether it is one of these, to sort by that."""
    needed = When(pk__in=keys(unwell), then=Value(value=True))
    found: QuerySet[Any] = firms.annotate(
        is_unwell=Case(needed, default=Value(value=False), output_field=BooleanField())
    )
    return found


def of_page(firms: QuerySet[Any], at: datetime) -> list[Row]:
    """The lines of some firms that came through `annotate`; two queries."""
    shown = list(firms.values_list(*FIELDS, named=True))
    return _rows(shown, notes.facts(at, firms=[firm.pk for firm in shown]), at)


def of_all(firms: QuerySet[Any], at: datetime) -> list[Row]:
    """The lines of as many firms as there are; two queries."""
    shown = firms.values_list(*FIELDS, named=True)
    return _rows(shown, notes.facts(at), at)


def _rows(firms: Iterable[Any], known: dict[UUID, Facts], at: datetime) -> list[Row]:
    labels = {state: str(label) for state, label in FirmState.choices}
    release = template.release()
    return [
        Row(
            pk=firm.pk,
            name=firm.name,
            host=firm.primary_host,
            slug=firm.slug,
            state=firm.state,
            state_label=labels[firm.state],
            plan=firm.plan__name or "",
            release=firm.release,
            is_current=firm.release == release,
            certificate_until=firm.certificate_until,
            last_backup_at=firm.last_backup_at,
            clients=firm.usage__clients,
            last_activity_at=firm.usage__last_activity_at,
            created_at=firm.created_at,
            notes=notes.of(firm, known.get(firm.pk), at),
        )
        for firm in firms
    ]
