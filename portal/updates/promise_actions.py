"""The promise of a next update: made when a case is opened, kept by a shared update,
ended when the case is closed. Each is one transaction, with audit and outbox."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from portal.cases.models import Case
from portal.notifications import actions as notices
from portal.people.days import day_of
from portal.updates import events, queries
from portal.updates.models import HOLD, NextUpdate, Update, UpdateRules
from tenants import audit, outbox, scope
from tenants.accounts.models import User
from tenants.errors import DomainError

NOON = time(12)


@transaction.atomic
def begin(case: Case, by: User, at: datetime) -> None:
    """The case was opened, or opened again: its clients hear after the usual time."""
    day = queries.usual_day(max(case.opened_on or day_of(at), day_of(at)))
    row = {"due_on": day, "set_by": by, "set_at": at, "moved_by": None, **_NOT_HELD}
    promise, _is_new = NextUpdate.objects.update_or_create(case=case, defaults=row)
    _remind(promise, at)


@transaction.atomic
def end(case: Case, by: User, at: datetime) -> None:
    """The case was closed: nobody waits any more."""
    promise = NextUpdate.objects.filter(case=case).first()
    if promise is not None:
        notices.withdraw(events.NEXT_UPDATE_DUE, subject=promise.pk, at=at)
        promise.delete()


@transaction.atomic
def promise(*, case: Case, on: date, by: User, at: datetime) -> NextUpdate:
    """Say that the clients of the case hear by this day. They read it at once.

    Raises DomainError when the case is closed, or the day is over.
    """
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not locked.is_open:
        raise DomainError(_("This case is closed. Open it again first."))
    _refuse_past(on, at)
    found = NextUpdate.objects.filter(case=locked).first()
    before = found.due_on.isoformat() if found else ""
    row = {"due_on": on, "set_by": by, "set_at": at, "moved_by": None, **_NOT_HELD}
    saved, _is_new = NextUpdate.objects.update_or_create(case=locked, defaults=row)
    audit.record(
        "case.next_update", locked, by=by, at=at, before=before, after=on.isoformat()
    )
    outbox.publish("case.next_update", case=locked.pk)
    _remind(saved, at)
    return saved


def follow(update: Update, *, on: date | None, by: User, at: datetime) -> None:
    """This update was shared just now: its clients hear again by that day, or after
    the usual time. Raises DomainError when the day is over."""
    day = on or queries.usual_day(day_of(at))
    _refuse_past(day, at)
    found = NextUpdate.objects.filter(case=update.case_id).first()
    row = {
        "due_on": day,
        "set_by": by,
        "set_at": at,
        "moved_by": update,
        "was_on": found.shown_on(at) if found else None,
        "held_until": at + HOLD if found else None,
    }
    saved, _is_new = NextUpdate.objects.update_or_create(case=update.case, defaults=row)
    _remind(saved, at)


def restore(update: Update, *, at: datetime) -> None:
    """The update was taken back before anybody saw it: the day of before counts."""
    found = NextUpdate.objects.filter(case=update.case_id, moved_by=update).first()
    if found is not None and found.was_on is not None:
        found.due_on, found.was_on, found.held_until = found.was_on, None, None
        found.moved_by = None
        found.save()
        _remind(found, at)


@transaction.atomic
def choose_days(*, days: int, by: User, at: datetime) -> UpdateRules:
    """Let clients hear after so many days, where nobody says otherwise. Days that were
    said already stay."""
    rules, _is_new = UpdateRules.objects.select_for_update().get_or_create(is_only=True)
    before, rules.days = rules.days, days
    rules.save(update_fields=["days"])
    audit.record("rules.updates", rules, by=by, at=at, before=before, after=days)
    outbox.publish("rules.updates")
    return rules


_NOT_HELD = {"was_on": None, "held_until": None}


def _refuse_past(day: date, at: datetime) -> None:
    if day < day_of(at):
        raise DomainError(_("This day is over. Choose today or a later day."))


def _remind(promise: NextUpdate, at: datetime) -> None:
    """On the morning of the day; a day that is over already reminds nobody."""
    zone = ZoneInfo(scope.current_firm().time_zone)
    notices.remind(
        events.NEXT_UPDATE_DUE,
        subject=promise.pk,
        place=promise.case_id,
        moment=datetime.combine(promise.due_on, NOON, zone),
        days_before=0,
        at=at,
    )
