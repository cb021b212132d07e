"""A line of the fleet's list, and of its CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)

from controlplane.status import attention, notes
from controlplane.status.notes import Facts, Note
from provisioning.backup.models import Backup, BackupState
from tenants.database import template
from tenants.domains.models import Certificate
from tenants.models import Firm


@dataclass(frozen=True, slots=True)
class Row:
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
    """Fetch what a row shows, and what it can be sorted by."""
    ends = Certificate.objects.filter(firm=OuterRef("pk"), not_after__isnull=False)
    kept = Backup.objects.filter(firm=OuterRef("pk"), state=BackupState.DONE)
    found: QuerySet[Any] = firms.select_related("plan", "usage").annotate(
        certificate_until=Subquery(ends.order_by("not_after").values("not_after")[:1]),
        last_backup_at=Subquery(kept.order_by("-started_at").values("finished_at")[:1]),
    )
    return found


def with_need(firms: QuerySet[Any], at: datetime) -> QuerySet[Any]:
    """Say of each firm whether it needs a person, to sort by that."""
    needed = When(attention.needed(at), then=Value(value=True))
    found: QuerySet[Any] = firms.annotate(
        is_unwell=Case(needed, default=Value(value=False), output_field=BooleanField())
    )
    return found


def of_page(firms: Iterable[Any], at: datetime) -> list[Row]:
    """The lines of some firms that `annotate` fetched; one query more."""
    shown = list(firms)
    known = notes.facts(at, firms=[firm.pk for firm in shown])
    return [_row(firm, known.get(firm.pk), at) for firm in shown]


def of_all(firms: Iterable[Any], at: datetime) -> Iterator[Row]:
    """The lines of as many firms as there are; one query more."""
    known = notes.facts(at)
    return (_row(firm, known.get(firm.pk), at) for firm in firms)


def _row(firm: Any, known: Facts | None, at: datetime) -> Row:
    usage = getattr(firm, "usage", None)
    return Row(
        pk=firm.pk,
        name=firm.name,
        host=firm.primary_host,
        slug=firm.slug,
        state=firm.state,
        state_label=firm.get_state_display(),
        plan=firm.plan.name if firm.plan else "",
        release=firm.release,
        is_current=firm.release == template.release(),
        certificate_until=firm.certificate_until,
        last_backup_at=firm.last_backup_at,
        clients=usage.clients if usage else None,
        last_activity_at=usage.last_activity_at if usage else None,
        created_at=firm.created_at,
        notes=notes.of(firm, known, at),
    )
