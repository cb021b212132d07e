"""How features tell people something. Each is part of the feature's own transaction.

    from portal.notifications import actions as notices

    @transaction.atomic
    def post_update(...):
        ...
        notices.tell(events.POSTED, subject=update.pk, place=case.pk, by=by, at=at)

    @transaction.atomic
    def take_back(...):
        ...
        notices.withdraw(events.POSTED, subject=update.pk, at=at)

Nobody is looked up and nothing is sent here: one row and its place in the outbox.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from portal.notifications import mornings, waking
from portal.notifications.models import (
    Announcement,
    AnnouncementQuerySet,
    Notice,
    Reason,
)
from portal.notifications.registry import Kind
from tenants.accounts.models import User


def tell(
    kind: Kind, *, subject: UUID, place: UUID, by: User | None, at: datetime
) -> None:
    """Tell the recipients of this kind, except `by`, when the hold is over.

    A second time while it is held changes nothing. Raises TransactionManagementError
    when there is no transaction to share.
    """
    announcement = Announcement(
        kind=kind.name,
        subject=subject,
        place=place,
        by=by,
        asked_at=at,
        due_at=at + kind.hold,
    )
    _put(announcement, at=at)


def withdraw(kind: Kind, *, subject: UUID, at: datetime) -> None:
    """It was undone: whoever was not told of it yet is not told; reminders end too.

    A second time, or too late, changes nothing.
    """
    _end(Announcement.objects.about(kind.name, subject), at=at)


def remind(
    kind: Kind,
    *,
    subject: UUID,
    place: UUID,
    moment: datetime,
    days_before: int,
    at: datetime,
) -> None:
    """Tell the recipients so many days before the moment, in the morning of each.

    Call it again when the moment moves: the earlier reminder ends, and those who had it
    get another one. Several for one thing differ in `days_before`; 0 is the morning of
    the day itself. A morning that is over when this is called brings no reminder; one
    at which no worker ran brings it as soon as one does, as long as it is `visible`.
    `moment` is aware; for a whole day give noon in the firm's zone.
    """
    found = Announcement.objects.about(kind.name, subject).filter(
        days_before=days_before
    )
    if found.open().filter(moment=moment, place=place).exists():
        return
    _end(found, at=at)
    if mornings.is_over_everywhere(
        moment, days_before=days_before, hour=kind.hour, at=at
    ):
        return
    due_at = mornings.before_anywhere(moment, days_before=days_before)
    announcement = Announcement(
        kind=kind.name,
        subject=subject,
        place=place,
        moment=moment,
        days_before=days_before,
        asked_at=at,
        due_at=max(due_at, at),
    )
    _put(announcement, at=at)


def _put(announcement: Announcement, *, at: datetime) -> None:
    """Write it down, unless the same is open; the outbox first, as it asks for the
    transaction."""
    waking.for_announcement(announcement, at=at)
    Announcement.objects.bulk_create([announcement], ignore_conflicts=True)


@transaction.atomic
def _end(announcements: AnnouncementQuerySet, *, at: datetime) -> None:
    """Nothing of these is told any more. Locked in the order of spreading."""
    rows = announcements.open().select_for_update(no_key=True).order_by("pk")
    Announcement.objects.filter(pk__in=[row.pk for row in rows]).update(
        ended_at=at, is_withdrawn=True
    )
    unsent = Notice.objects.unsent().filter(announcement__in=announcements)
    unsent.update(dropped_at=at, why=Reason.WITHDRAWN)
