"""From a letter that is due to one mail, if there is still something to tell.

The letter is locked until the transaction ends, so of two senders one mails and the
other finds it done. A worker that dies between the mail server's answer and the commit
leaves the letter open: it goes again, with the same Message-ID.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from portal.notifications import mails, readers, registry, waking
from portal.notifications.models import Announcement, Letter, Notice, Outcome, Reason
from portal.notifications.registry import Kind
from tenants.mail import MailRefused


def send(key: UUID, *, at: datetime) -> None:
    """Mail the letter with this key. What the mail server cannot take now raises, and
    the outbox tries again."""
    found = Letter.objects.open().filter(pk=key).select_related("recipient")
    letter = found.select_for_update(no_key=True, of=("self",)).first()
    if letter is None:
        return
    if letter.due_at > at:
        waking.for_letter(letter, at=at)
        return
    told = _drop_what_is_lost(letter, at)
    if not told:
        letter.end(Outcome.NOTHING, at=at)
        return
    _carry_what_is_held(letter, at)
    letter.end(_mail(letter, told[0]), at=at)


def _mail(letter: Letter, first: Announcement) -> Outcome:
    link = registry.kind_of(first.kind).link(letter.place, letter.recipient)
    try:
        mails.news(letter, path=link)
    except MailRefused:
        return Outcome.REFUSED
    return Outcome.SENT


def _drop_what_is_lost(letter: Letter, at: datetime) -> list[Announcement]:
    """What the reader is told of, oldest first; the rest is written off."""
    notices = letter.notices.standing().select_related("announcement")
    told = [notice.announcement for notice in notices.order_by("made_at", "pk")]
    visible = readers.visible_to(letter.recipient, _by_kind(told))
    lost = [each.pk for each in told if each.subject not in visible]
    if lost:
        Notice.objects.filter(letter=letter, announcement__in=lost).update(
            dropped_at=at, why=Reason.NOT_VISIBLE
        )
    return [each for each in told if each.subject in visible]


def _carry_what_is_held(letter: Letter, at: datetime) -> None:
    """The reader sees these as well when he follows the link: no second mail follows.

    The announcements stay open, for others and for their undo.
    """
    held = _held_for(letter)
    visible = readers.visible_to(letter.recipient, _by_kind(held)) if held else set()
    Notice.objects.bulk_create(
        [
            Notice(
                announcement=announcement,
                recipient=letter.recipient,
                letter=letter,
                made_at=at,
            )
            for announcement in held
            if announcement.subject in visible
        ],
        ignore_conflicts=True,
    )


def _held_for(letter: Letter) -> list[Announcement]:
    """Held, in plain sight, and meant for this reader too."""
    kinds = [
        kind.name for kind in registry.told_by(letter.template) if kind.is_seen_at_once
    ]
    held = Announcement.objects.open().filter(
        place=letter.place, kind__in=kinds, moment=None
    )
    found = list(held.exclude(by=letter.recipient).order_by("pk"))
    told = {kind.name: readers.told_of(kind, letter.place) for kind in _by_kind(found)}
    return [each for each in found if letter.recipient_id in told[each.kind]]


def _by_kind(announcements: Iterable[Announcement]) -> dict[Kind, list[UUID]]:
    found: dict[Kind, list[UUID]] = defaultdict(list)
    for announcement in announcements:
        found[registry.kind_of(announcement.kind)].append(announcement.subject)
    return found
