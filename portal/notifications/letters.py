"""One open letter for each reader and place; five minutes between two that went out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max

from portal.notifications import waking
from portal.notifications.models import Letter
from tenants.accounts.models import User

PAUSE = timedelta(minutes=5)

Letters = dict[UUID, Letter]


def open_for(
    users: Collection[User], *, place: UUID, template: str, at: datetime
) -> Letters:
    """A letter for each of these, by the reader's key, locked for this transaction.

    A letter that is just being sent is waited for; then the news goes into the next.
    Each is woken again, in case its earlier delivery was given up.
    """
    readers = {user.pk for user in users}
    found = _locked(readers, place, template)
    while missing := readers - found.keys():
        _make(missing, place, template, at)
        found |= _locked(missing, place, template)
    for letter in found.values():
        waking.for_letter(letter, at=at)
    return found


def _locked(readers: Collection[UUID], place: UUID, template: str) -> Letters:
    """In the order of their readers, so that two workers never wait for each other."""
    rows = Letter.objects.open().filter(
        recipient__in=readers, place=place, template=template
    )
    rows = rows.select_for_update(no_key=True).order_by("recipient")
    return {letter.recipient_id: letter for letter in rows}


def _make(readers: Collection[UUID], place: UUID, template: str, at: datetime) -> None:
    """Unless another worker is quicker."""
    sent = Letter.objects.sent().filter(
        recipient__in=readers, place=place, template=template, ended_at__gt=at - PAUSE
    )
    last = dict(sent.values_list("recipient").annotate(Max("ended_at")).order_by())
    Letter.objects.bulk_create(
        [
            Letter(
                recipient_id=reader,
                place=place,
                template=template,
                due_at=max(at, last[reader] + PAUSE) if reader in last else at,
            )
            for reader in sorted(readers)
        ],
        ignore_conflicts=True,
    )
