"""Closing a case, and how long it is read and kept. One transaction each, with audit
and outbox.

Nothing is deleted here: a case whose time is over is listed for somebody to decide.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from portal.cases import lifecycle, queries
from portal.cases.models import Case
from portal.people.days import day_of
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError

CLOSING = ["closed_at", "closed_on", "readable_until", "retain_until", "updated_at"]


@transaction.atomic
def close_case(
    *,
    case: Case,
    by: User,
    at: datetime,
    closed_on: date | None = None,
    read_days: int | None = None,
    has_end: bool = True,
) -> None:
    """Close an open case on a day; today, when none is given.

    Clients read it for `read_days` days more (0: no longer; None: as the firm has it),
    or without an end. It is kept for the firm's number of years.
    Raises DomainError when it is closed already, or the day cannot be.
    """
    if not case.is_open:
        raise DomainError(_("This case is already closed."))
    day = closed_on or day_of(at)
    _refuse_impossible(case, day, at)
    rules = queries.rules()
    days = rules.read_days if read_days is None else read_days
    case.closed_at = case.updated_at = at
    case.closed_on = day
    case.readable_until = last_day_to_read(day, days) if has_end else None
    case.retain_until = years_after(day, rules.keep_years)
    case.save(update_fields=CLOSING)
    audit.record("case.closed", case, by=by, at=at, closed_on=day.isoformat())
    outbox.publish("case.closed", case=case.pk)
    lifecycle.closed(case, by=by, at=at)


@transaction.atomic
def reopen_case(*, case: Case, by: User, at: datetime) -> None:
    """Open a closed case again: its clients see it, and no clock runs.

    Raises DomainError when it is open.
    """
    if case.is_open:
        raise DomainError(_("This case is open."))
    case.closed_at = case.closed_on = case.readable_until = case.retain_until = None
    case.updated_at = at
    case.save(update_fields=CLOSING)
    audit.record("case.reopened", case, by=by, at=at)
    outbox.publish("case.reopened", case=case.pk)
    lifecycle.reopened(case, by=by, at=at)


@transaction.atomic
def let_read_until(*, case: Case, until: date | None, by: User, at: datetime) -> None:
    """Let the clients of a closed case read it until this day; None is without an end.

    Raises DomainError when it is open: then they read it anyway.
    """
    if case.is_open:
        raise DomainError(_("This case is open."))
    before, case.readable_until = case.readable_until, until
    case.save(update_fields=["readable_until"])
    audit.record(
        "case.window_changed",
        case,
        by=by,
        at=at,
        before=_text(before),
        after=_text(until),
    )
    outbox.publish("case.window_changed", case=case.pk)


@transaction.atomic
def hold(*, case: Case, reason: str, by: User, at: datetime) -> None:
    """Keep the case beyond its time, or say why anew. Raises DomainError without a
    reason."""
    if not reason.strip():
        raise DomainError(_("Say why the case must be kept."))
    case.legal_hold, case.hold_reason = True, reason.strip()
    case.save(update_fields=["legal_hold", "hold_reason"])
    audit.record("case.held", case, by=by, at=at, reason=case.hold_reason)
    outbox.publish("case.held", case=case.pk)


@transaction.atomic
def release(*, case: Case, by: User, at: datetime) -> None:
    """End the legal hold. Raises DomainError when there is none."""
    if not case.legal_hold:
        raise DomainError(_("There is no legal hold on this case."))
    before = case.hold_reason
    case.legal_hold, case.hold_reason = False, ""
    case.save(update_fields=["legal_hold", "hold_reason"])
    audit.record("case.released", case, by=by, at=at, before=before)
    outbox.publish("case.released", case=case.pk)


def last_day_to_read(closed_on: date, days: int | None) -> date | None:
    """The last day on which clients read a case; None is without an end."""
    if days is None:
        return None
    return closed_on + timedelta(days=days or -1)


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 28 February for the 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _refuse_impossible(case: Case, day: date, at: datetime) -> None:
    if day > day_of(at):
        raise DomainError(_("Choose today or an earlier day for the closing."))
    if case.opened_on is not None and day < case.opened_on:
        raise DomainError(
            _("It cannot be closed before the day on which it was opened.")
        )


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
