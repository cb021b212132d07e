"""The figures on top of the fleet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import TruncWeek
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from controlplane.fleet import filters
from controlplane.fleet.filters import Counts
from controlplane.status import ages, charts
from controlplane.status import queries as status
from controlplane.status.charts import Chart
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
    """Read them; `counts` are those of the whole fleet. Four queries."""
    oldest = status.oldest_event(at)
    return Figures(
        active=counts.active,
        active_change=_change(counts.active - _active_at(at - WEEK)),
        unwell=counts.tabs["attention"],
        unwell_parts=_parts(counts.causes),
        oldest=ages.since(oldest, at) if oldest else "",
        oldest_is_late=bool(oldest and at - oldest > timedelta(minutes=5)),
        created=charts.bars(_created(at)),
    )


def _active_at(moment: datetime) -> int:
    """How many firms were active then: their last change before it opened them."""
    before = (
        Run.objects.filter(
            firm=OuterRef("pk"),
            kind__in=(*OPENING, *CLOSING),
            state=RunState.DONE,
            finished_at__lte=moment,
        )
        .order_by("-created_at")
        .values("kind")[:1]
    )
    firms = Firm.objects.annotate(last_change=Subquery(before))
    return firms.filter(last_change__in=OPENING).count()


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
    this_week = localtime(at).date()
    this_week -= timedelta(days=this_week.weekday())
    mondays = [this_week - (WEEKS - 1 - n) * WEEK for n in range(WEEKS)]
    rows = (
        Firm.objects.filter(created_at__gte=at - WEEKS * WEEK)
        .annotate(week=TruncWeek("created_at"))
        .values_list("week")
        .annotate(count=Count("pk"))
    )
    by_week = {localtime(week).date(): count for week, count in rows}
    return [(monday, by_week.get(monday, 0)) for monday in mondays]
