"""The dates of a demo case, around today."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from portal.calendar import actions, timing
from portal.calendar.models import CalendarEntry, EntryKind
from portal.cases.models import Case
from provisioning.demo.plan import CasePlan, DatePlan, Table, key
from tenants.accounts.models import User

ZONE = ZoneInfo("Europe/Brussels")
SATURDAY, WEEK = 5, 7
KNOWN_FOR = timedelta(days=14)


def note(plan: CasePlan, by: User, at: datetime) -> None:
    """Each that is not there yet. They have been known for two weeks."""
    case = Case.objects.get(pk=key(Table.CASE, plan.number))
    written = max(at - KNOWN_FOR, case.opened_at)
    for each in plan.dates:
        if CalendarEntry.objects.filter(pk=key(Table.DATE, each.number)).exists():
            continue
        entry = _entry(each, case, by, at)
        actions.add(entry=entry, is_shared=each.is_shared, by=by, at=written)
        if each.is_done:
            actions.mark_done(entry=entry, by=by, at=at)


def _entry(plan: DatePlan, case: Case, by: User, at: datetime) -> CalendarEntry:
    day = _working_day(at.astimezone(ZONE).date(), plan.in_days)
    if plan.clock is None:
        span = timing.whole_day(day, ZONE)
    else:
        span = timing.at_time(
            day,
            plan.clock,
            ZONE,
            minutes=plan.minutes,
            is_deadline=plan.kind == EntryKind.DEADLINE,
        )
    return CalendarEntry(
        id=key(Table.DATE, plan.number),
        case=case,
        kind=plan.kind,
        title=plan.title,
        client_title=plan.client_title,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        is_whole_day=span.is_whole_day,
        zone=ZONE.key,
        minutes=plan.minutes,
        place=plan.place,
        video_url=plan.video_url,
        responsible=by,
        reminders=[7, 1],
    )


def _working_day(today: date, in_days: int) -> date:
    day = today + timedelta(days=in_days)
    is_weekend = in_days > 1 and day.weekday() >= SATURDAY
    return day + timedelta(days=WEEK - day.weekday()) if is_weekend else day
