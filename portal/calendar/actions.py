"""What becomes of the dates of a case. Each is one transaction, audit, outbox and
notices included.

Clients see a shared entry at once; the mail about it waits for `HOLD`, so that a slip
can be taken back. Reminders follow each change.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.calendar import events
from portal.calendar.models import HOLD, CalendarEntry
from portal.cases.models import SEE_NO_DOCUMENTS, Case
from portal.notifications import actions as notices
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError

WHEN = ("starts_at", "ends_at", "is_whole_day", "zone", "minutes")
# What a client must know of when it changes.
MOVES = (*WHEN, "place", "video_url")
TYPED = ("kind", "title", "client_title", *MOVES, "note", "responsible_id", "reminders")


@transaction.atomic
def add(
    *, entry: CalendarEntry, is_shared: bool, by: User, at: datetime
) -> CalendarEntry:
    """Put a date into the calendar of its case; clients see it when it is shared.

    Raises DomainError when the case is closed, or its responsible person cannot see it.
    """
    case = _open_case(entry)
    _refuse_stranger(entry)
    entry.created_by, entry.created_at, entry.updated_at = by, at, at
    entry.shared_at = at if is_shared else None
    entry.save(force_insert=True)
    case.touch(at)
    _note("calendar.added", entry, by=by, at=at)
    if entry.is_shared:
        _tell(entry, by=by, at=at)
    _remind(entry, at=at)
    return entry


@transaction.atomic
def change(*, entry: CalendarEntry, by: User, at: datetime) -> CalendarEntry:
    """Save what was typed. When a shared entry moves, its clients are told.

    Raises DomainError when it was cancelled, and for what `add` refuses.
    """
    case, before = _open_case(entry), _locked(entry)
    if not before.is_standing:
        raise DomainError(_("This was cancelled. Put it back first."))
    fields = [name for name in TYPED if getattr(entry, name) != getattr(before, name)]
    if not fields:
        return before
    if "responsible_id" in fields:
        _refuse_stranger(entry)
    entry.shared_at, entry.updated_at = before.shared_at, at
    entry.done_at, entry.cancelled_at = before.done_at, before.cancelled_at
    entry.save(update_fields=[*fields, "updated_at"])
    case.touch(at)
    _note("calendar.changed", entry, by=by, at=at, fields=fields)
    if entry.is_shared and set(fields) & set(MOVES):
        _tell(entry, by=by, at=at)
    if set(fields) & {*WHEN, "reminders"}:
        _remind(entry, at=at, anew="reminders" in fields)
    return entry


@transaction.atomic
def share(*, entry: CalendarEntry, by: User, at: datetime) -> CalendarEntry:
    """Let the clients of the case see it. A second time changes nothing."""
    case, mine = _open_case(entry), _locked(entry)
    if mine.is_shared:
        return mine
    mine.shared_at = mine.updated_at = at
    mine.save(update_fields=["shared_at", "updated_at"])
    case.touch(at)
    _note("calendar.shared", mine, by=by, at=at)
    _tell(mine, by=by, at=at)
    _remind(mine, at=at)
    return mine


@transaction.atomic
def make_internal(*, entry: CalendarEntry, by: User, at: datetime) -> CalendarEntry:
    """Clients see it no more; who was not mailed of it is not. A second time changes
    nothing."""
    mine = _locked(entry)
    if not mine.is_shared:
        return mine
    mine.shared_at, mine.updated_at = None, at
    mine.save(update_fields=["shared_at", "updated_at"])
    _note("calendar.unshared", mine, by=by, at=at)
    notices.withdraw(events.ENTRY_SHARED, subject=mine.pk, at=at)
    _remind(mine, at=at)
    return mine


@transaction.atomic
def mark_done(*, entry: CalendarEntry, by: User, at: datetime) -> CalendarEntry:
    """It is done: nobody is reminded any more. Raises DomainError when cancelled."""
    mine = _locked(entry)
    if not mine.is_standing:
        raise DomainError(_("This was cancelled. Put it back first."))
    if mine.done_at:
        return mine
    mine.done_at, mine.done_by, mine.updated_at = at, by, at
    mine.save(update_fields=["done_at", "done_by", "updated_at"])
    _note("calendar.done", mine, by=by, at=at)
    _remind(mine, at=at)
    return mine


@transaction.atomic
def mark_not_done(*, entry: CalendarEntry, by: User, at: datetime) -> CalendarEntry:
    """It is not done after all. A second time changes nothing."""
    mine = _locked(entry)
    if mine.done_at is None:
        return mine
    mine.done_at = mine.done_by = None
    mine.updated_at = at
    mine.save(update_fields=["done_at", "done_by", "updated_at"])
    _note("calendar.undone", mine, by=by, at=at)
    _remind(mine, at=at)
    return mine


@transaction.atomic
def cancel(*, entry: CalendarEntry, by: User, at: datetime) -> CalendarEntry:
    """It does not take place. It stays in the calendar, as cancelled, and the clients
    who see it are told. A second time changes nothing."""
    mine = _locked(entry)
    if not mine.is_standing:
        return mine
    mine.cancelled_at = mine.updated_at = at
    mine.done_at = mine.done_by = None
    mine.save(update_fields=["cancelled_at", "done_at", "done_by", "updated_at"])
    mine.case.touch(at)
    _note("calendar.cancelled", mine, by=by, at=at)
    if mine.is_shared:
        _tell(mine, by=by, at=at)
    _remind(mine, at=at)
    return mine


@transaction.atomic
def restore(*, entry: CalendarEntry, by: User, at: datetime) -> CalendarEntry:
    """It takes place after all. Clients who were not mailed yet that it is off are
    not; the others are told again. A second time changes nothing."""
    mine = _locked(entry)
    cancelled_at = mine.cancelled_at
    if cancelled_at is None:
        return mine
    mine.cancelled_at, mine.updated_at = None, at
    mine.save(update_fields=["cancelled_at", "updated_at"])
    mine.case.touch(at)
    _note("calendar.restored", mine, by=by, at=at)
    notices.withdraw(events.ENTRY_SHARED, subject=mine.pk, at=at)
    is_held = mine.shared_at is not None and at < mine.shared_at + HOLD
    if mine.is_shared and (is_held or at >= cancelled_at + HOLD):
        _tell(mine, by=by, at=at)
    _remind(mine, at=at)
    return mine


@transaction.atomic
def hand_over(*, case: Case, leaving: User, to: User, at: datetime) -> int:
    """Somebody takes over a case: with it, what its former holder answered for."""
    mine = CalendarEntry.objects.filter(case=case, responsible=leaving)
    return mine.filter(done_at=None).update(responsible=to, updated_at=at)


def _locked(entry: CalendarEntry) -> CalendarEntry:
    found = CalendarEntry.objects.select_for_update(of=("self",))
    return found.select_related("case").get(pk=entry.pk)


def _open_case(entry: CalendarEntry) -> Case:
    case = Case.objects.select_for_update(of=("self",)).get(pk=entry.case_id)
    if not case.is_open:
        raise DomainError(_("This case is closed. Open it again first."))
    return case


def _refuse_stranger(entry: CalendarEntry) -> None:
    """Who is reminded must be able to look."""
    person = entry.responsible
    works_here = person.is_active and person.is_staff
    sees = Case.objects.visible_to(person).filter(pk=entry.case_id)
    if not works_here or person.role in SEE_NO_DOCUMENTS or not sees.exists():
        raise DomainError(_("Choose somebody who works here and sees this case."))


def _tell(entry: CalendarEntry, *, by: User, at: datetime) -> None:
    notices.tell(
        events.ENTRY_SHARED, subject=entry.pk, place=entry.case_id, by=by, at=at
    )


def _remind(entry: CalendarEntry, *, at: datetime, anew: bool = False) -> None:
    """Reminders for whom it concerns, as the entry stands now. With `anew` those that
    were to come end first: the days may be others."""
    for kind, concerns in (
        (events.NEAR, entry.is_shared),
        (events.NEAR_STAFF, True),
    ):
        is_wanted = concerns and entry.is_awaited
        if anew or not is_wanted:
            notices.withdraw(kind, subject=entry.pk, at=at)
        for days in entry.reminders if is_wanted else ():
            notices.remind(
                kind,
                subject=entry.pk,
                place=entry.case_id,
                moment=entry.moment,
                days_before=days,
                at=at,
            )


def _note(
    what: str, entry: CalendarEntry, *, by: User, at: datetime, **details: Any
) -> None:
    """Into the log of the case, and for whoever follows."""
    audit.record(
        what,
        entry.case,
        by=by,
        at=at,
        entry=str(entry.pk),
        title=entry.title,
        **details,
    )
    outbox.publish(what, case=entry.case_id, entry=entry.pk)
