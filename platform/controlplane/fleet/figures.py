"""The figures on top of the fleet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet, Value
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from controlplane.fleet import filters
from controlplane.fleet.filters import Counts
from controlplane.status import ages, charts
from controlplane.status import queries as status
from controlplane.status.charts import Chart
from controlplane.status.statement import Statement
from provisioning.models import Run, RunKind, RunState
from tenants.models import Firm

WEEK = timedelta(days=7)
WEEKS = 12
OPENING = (RunKind.PROVISIONING, RunKind.RESUMPTION, RunKind.REOPENING)
CLOSING = (RunKind.SUSPENSION, RunKind.CLOSING, RunKind.ERASURE)


@dataclass(frozen=True, slots=True)
class Figures:
    """Four of them, with a line below each."""

    active: int
    active_change: str
    unwell: int
    unwell_parts: str
    oldest: str
    oldest_is_late: bool
    created: Chart


def figures(counts: Counts, at: datetime) -> Figures:
    """Read them; `counts` are those of the whole fleet. Three queries."""
    oldest = status.oldest_event(at)
    return Figures(
        active=counts.active,
        active_change=_change(counts.active - _active_a_week_ago(at)),
        unwell=counts.tabs["attention"],
        unwell_parts=_parts(counts.causes),
        oldest=ages.since(oldest, at) if oldest else "",
        oldest_is_late=bool(oldest and at - oldest > timedelta(minutes=5)),
        created=charts.bars(_created(at)),
    )


def _active_a_week_ago(at: datetime) -> int:
    return sum(count for (count,) in _ACTIVE_A_WEEK_AGO.rows(at))


def _active_then(at: datetime) -> QuerySet[Run, tuple[int]]:
    """How many firms were active: their last change before that time opened them."""
    changes = Run.objects.filter(
        kind__in=(*OPENING, *CLOSING), state=RunState.DONE, finished_at__lte=at - WEEK
    )
    last = changes.order_by("firm", "-created_at").distinct("firm")
    opened = Run.objects.filter(pk__in=last.values("pk"), kind__in=OPENING)
    counted = opened.order_by().values(all=Value(1)).annotate(count=Count("pk"))
    return counted.values_list("count")


def _change(change: int) -> str:
    if not change:
        return _("As many as a week ago")
    text = (
        ngettext("%(n)s more than a week ago", "%(n)s more than a week ago", change)
        if change > 0
        else ngettext(
            "%(n)s fewer than a week ago", "%(n)s fewer than a week ago", -change
        )
    )
    return text % {"n": abs(change)}


def _parts(causes: Counter[str]) -> str:
    """The causes with the most firms first: "2 domains, 1 backup"."""
    labels = filters.cause_labels()
    found = [(causes[cause], label) for cause, label in labels.items()]
    told = sorted(((n, label) for n, label in found if n), key=lambda each: -each[0])
    return ", ".join(f"{n} {label}" for n, label in told[:3]) or _("Nothing to do")


def _created(at: datetime) -> list[tuple[date, int]]:
    """New firms in each of the last twelve weeks, by their Monday."""
    by_week = Counter(_monday(moment) for (moment,) in _YOUNG.rows(at))
    this_week = _monday(at)
    mondays = [this_week - (WEEKS - 1 - n) * WEEK for n in range(WEEKS)]
    return [(monday, by_week[monday]) for monday in mondays]


def _monday(moment: datetime) -> date:
    day = localtime(moment).date()
    return day - timedelta(days=day.weekday())


def _young(at: datetime) -> QuerySet[Firm, tuple[datetime]]:
    found = Firm.objects.filter(created_at__gte=at - WEEKS * WEEK)
    return found.order_by().values_list("created_at")


_ACTIVE_A_WEEK_AGO = Statement(_active_then)
_YOUNG = Statement(_young)
