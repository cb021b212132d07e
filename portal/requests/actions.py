"""What the firm does with requests. Each is one transaction, audit included."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.documents.models import DocumentKind
from portal.notifications import actions as notices
from portal.requests import events
from portal.requests.models import Item, ItemState, Request, State
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError

DAYS_BEFORE = (3, 1)
NOON = time(12)


@transaction.atomic
def ask(
    *, request: Request, items: Iterable[tuple[str, str]], by: User, at: datetime
) -> Request:
    """Ask for things, each with what helps to find it. Clients see it at once and are
    told in a minute. Raises DomainError in a closed case."""
    if not request.case.is_open:
        raise DomainError(_("This is closed. Nothing can be asked for any more."))
    request.asked_by, request.asked_at = by, at
    request.save(force_insert=True)
    Item.objects.bulk_create(
        Item(request=request, position=position, title=title, hint=hint)
        for position, (title, hint) in enumerate(items)
    )
    request.case.touch(at)
    _note("asked", request, by=by, at=at)
    _tell_of(request, by=by, at=at)
    return request


@transaction.atomic
def accept(*, item: Item, kind: str = "", by: User, at: datetime) -> None:
    """It is what was asked for; `kind` is what its documents are. The request is
    complete with its last item. Raises DomainError when nothing is there to accept."""
    request = locked(item.request)
    item.refresh_from_db(fields=["state"])
    if not request.is_open or item.state != ItemState.UPLOADED:
        raise DomainError(_("There is nothing to accept here. Load the page again."))
    _set(item, ItemState.ACCEPTED)
    if kind in DocumentKind.values:
        for each in _standing(item):
            if each.document is not None:
                each.document.kind = kind
                each.document.save(update_fields=["kind"])
    _note("item_accepted", request, by=by, at=at)
    if not request.items.exclude(state=ItemState.ACCEPTED).exists():
        _complete(request, by=by, at=at)


@transaction.atomic
def accept_all(*, request: Request, by: User, at: datetime) -> int:
    """Accept everything that waits for it; how many it were."""
    items = list(request.items.filter(state=ItemState.UPLOADED))
    for item in items:
        accept(item=item, by=by, at=at)
    return len(items)


@transaction.atomic
def reject(*, item: Item, reason: str, by: User, at: datetime) -> None:
    """Ask for it again, and say why. Raises DomainError when nothing was sent."""
    request = locked(item.request)
    item.refresh_from_db(fields=["state"])
    if not request.is_open or item.state != ItemState.UPLOADED:
        raise DomainError(_("There is nothing to send back here. Load the page again."))
    for each in _standing(item):
        each.set_aside_at = at
        each.save(update_fields=["set_aside_at"])
    _set(item, ItemState.REJECTED, reason)
    _note("item_rejected", request, by=by, at=at)
    notices.tell(events.REJECTED, subject=item.pk, place=request.pk, by=by, at=at)


@transaction.atomic
def withdraw(*, request: Request, by: User, at: datetime) -> None:
    """Ask no longer: clients see it no more, and who was not told yet is not."""
    request = locked(request)
    if request.is_open:
        _end(request, State.WITHDRAWN, at=at)
        notices.withdraw(events.ASKED, subject=request.pk, at=at)
        _note("withdrawn", request, by=by, at=at)


@transaction.atomic
def resume(*, request: Request, by: User, at: datetime) -> None:
    """Undo a withdrawal. Raises DomainError in a closed case."""
    request = locked(request)
    if not request.case.is_open:
        raise DomainError(_("This is closed. Nothing can be asked for any more."))
    if request.state == State.WITHDRAWN:
        request.state, request.ended_at = State.OPEN, None
        request.save(update_fields=["state", "ended_at"])
        _note("resumed", request, by=by, at=at)
        _tell_of(request, by=by, at=at)


@transaction.atomic
def remind(*, request: Request, by: User, at: datetime) -> None:
    """Tell the clients again, in a minute. Raises DomainError when it is over."""
    request = locked(request)
    if not Request.objects.waiting().filter(pk=request.pk).exists():
        raise DomainError(_("Everything was sent. There is nobody to remind."))
    notices.tell(events.ASKED, subject=request.pk, place=request.pk, by=by, at=at)
    _note("reminded", request, by=by, at=at)


@transaction.atomic
def move(*, request: Request, due_on: date | None, by: User, at: datetime) -> None:
    """Give it another day; its reminders move with it."""
    request = locked(request)
    if not request.is_open or request.due_on == due_on:
        return
    request.due_on = due_on
    request.save(update_fields=["due_on"])
    _plan_reminders(request, at=at)
    _note("moved", request, by=by, at=at)


def locked(request: Request) -> Request:
    """The request, so that nobody else changes it or its items meanwhile."""
    held = Request.objects.select_for_update(of=("self",)).select_related("case")
    return held.get(pk=request.pk)


def _complete(request: Request, *, by: User, at: datetime) -> None:
    _end(request, State.COMPLETE, at=at)
    _note("completed", request, by=by, at=at)
    notices.tell(events.COMPLETE, subject=request.pk, place=request.pk, by=by, at=at)


def _end(request: Request, state: State, *, at: datetime) -> None:
    request.state, request.ended_at = state, at
    request.save(update_fields=["state", "ended_at"])
    notices.withdraw(events.DUE, subject=request.pk, at=at)


def _tell_of(request: Request, *, by: User, at: datetime) -> None:
    notices.tell(events.ASKED, subject=request.pk, place=request.pk, by=by, at=at)
    _plan_reminders(request, at=at)


def _plan_reminders(request: Request, *, at: datetime) -> None:
    """Three days and one day before, and the morning after."""
    if request.due_on is None:
        notices.withdraw(events.DUE, subject=request.pk, at=at)
        return
    due = timezone.make_aware(datetime.combine(request.due_on, NOON))
    after = due + timedelta(days=1)
    moments = [(days, due) for days in DAYS_BEFORE] + [(0, after)]
    for days, moment in moments:
        notices.remind(
            events.DUE,
            subject=request.pk,
            place=request.pk,
            moment=moment,
            days_before=days,
            at=at,
        )


def _standing(item: Item) -> Any:
    found = item.submissions.filter(set_aside_at=None, is_refused=False)
    return found.select_related("document")


def _set(item: Item, state: ItemState, reason: str = "") -> None:
    item.state, item.reason = state, reason
    item.save(update_fields=["state", "reason"])


def _note(what: str, request: Request, *, by: User, at: datetime) -> None:
    case = str(request.case_id)
    audit.record(f"request.{what}", request, by=by, at=at, case=case)
    outbox.publish(f"request.{what}", request=request.pk)
