"""From an announcement that is due to notices for everybody whom it concerns.

All that is due in one place goes together, so a hundred shares make one letter for each
reader. The rows are locked, so two workers do not share the work: the second one waits,
and finds nothing left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from portal.notifications import letters, mornings, readers, registry, waking
from portal.notifications.models import Announcement, Notice
from tenants import scope
from tenants.accounts.models import User

People = Mapping[UUID, User]


def spread(key: UUID, *, at: datetime) -> None:
    """Tell everybody of this announcement, and of what else is due in its place."""
    woken = Announcement.objects.open().filter(pk=key).first()
    if woken is None:
        return
    if woken.due_at > at:
        waking.for_announcement(woken, at=at)
        return
    template = registry.kind_of(woken.kind).template
    batch = _due(woken.place, template, at)
    people = _people(woken.place, batch)
    _make_notices(batch, people, template, at)
    waiting = {each.pk for each in batch if _waits(each, people[each.kind], at)}
    told = [each.pk for each in batch if each.pk not in waiting]
    Announcement.objects.filter(pk__in=told).update(ended_at=at)


def _due(place: UUID, template: str, at: datetime) -> list[Announcement]:
    kinds = [kind.name for kind in registry.told_by(template)]
    found = Announcement.objects.due(at).filter(place=place, kind__in=kinds)
    return list(found.select_for_update(no_key=True).order_by("pk"))


def _people(place: UUID, batch: Iterable[Announcement]) -> dict[str, People]:
    """Who is told in this place, for each kind in the batch."""
    names = {announcement.kind for announcement in batch}
    return {name: readers.told_of(registry.kind_of(name), place) for name in names}


def _make_notices(
    batch: list[Announcement], people: Mapping[str, People], template: str, at: datetime
) -> None:
    """One for each announcement and reader, each reader's in one letter."""
    had = set(
        Notice.objects.filter(announcement__in=batch).values_list(
            "announcement", "recipient"
        )
    )
    pairs = [
        (announcement, user)
        for announcement in batch
        for user in _told_now(announcement, people[announcement.kind], at)
        if (announcement.pk, user.pk) not in had
    ]
    if not pairs:
        return
    users = {user.pk: user for _announcement, user in pairs}
    open_letters = letters.open_for(
        users.values(), place=batch[0].place, template=template, at=at
    )
    Notice.objects.bulk_create(
        Notice(
            announcement=announcement,
            recipient=user,
            letter=open_letters[user.pk],
            made_at=at,
        )
        for announcement, user in pairs
    )


def _told_now(
    announcement: Announcement, people: People, at: datetime
) -> Iterator[User]:
    """All but who did it; of a reminder, those whose morning has come."""
    for user in people.values():
        if user.pk == announcement.by_id:
            continue
        due_at = _due_in(user.time_zone, announcement)
        if due_at is None or announcement.asked_at <= due_at <= at:
            yield user


def _waits(announcement: Announcement, people: People, at: datetime) -> bool:
    """Whether a morning is still to come somewhere; then it is woken for that one."""
    zones = {user.time_zone for user in people.values()}
    zones.add(scope.current_firm().time_zone)  # until then, somebody may be added
    found = (_due_in(zone, announcement) for zone in zones)
    later = [due for due in found if due is not None and due > at]
    if not later:
        return False
    announcement.due_at = min(later)
    announcement.save(update_fields=["due_at"])
    waking.for_announcement(announcement, at=at)
    return True


def _due_in(zone: str, announcement: Announcement) -> datetime | None:
    """When people in this zone are reminded; None for what is no reminder."""
    if announcement.moment is None:
        return None
    return mornings.due_in(
        ZoneInfo(zone),
        moment=announcement.moment,
        days_before=announcement.days_before,
        hour=registry.kind_of(announcement.kind).hour,
    )
