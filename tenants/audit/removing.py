"""Takes away the rows of old seals, when the firm chose that its log ends somewhere.

Only the login `owner` can: the firm's role has no right to delete. The seals stay, they
hold digests only, so the chain stays whole; and in the transaction that takes the rows
away, an entry is added that says which. Whoever verifies the log holds one against the
other, and both against the rule of that time (`tenants.audit.removals`).

Rows go in whole batches, the oldest first, and only when they are as they were sealed:
a removal must not hide what was done to them before. A hold on a case would end the
removal before the first batch with a row of that case: see `_old_enough`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice, takewhile
from uuid import UUID

from django.db import connection, transaction

from tenants.audit import chain, recording, rows
from tenants.audit.models import Entry, Seal
from tenants.audit.retention import proven
from tenants.audit.terms import ABOUT_TERMS, FOR_GOOD, REMOVED, years_before

MOST_SEALS, MOST_ROWS = 500, 20_000  # in one transaction
CHUNK = 20  # seals in memory: 10 MB of keys at the most

log = logging.getLogger(__name__)


@transaction.atomic
def remove_piece(*, at: datetime) -> int:
    """Take away the oldest rows whose term is over; how many, 0 when none is left.

    In the schema in force, with the rights of its owner. One at a time: the first seal
    is locked, which nobody else waits for.
    """
    oldest = Seal.objects.select_for_update().order_by("number").only("pk").first()
    years = proven(at=at).years if oldest else FOR_GOOD
    if years == FOR_GOOD:
        return 0
    first = removed_up_to() + 1
    seals = _whole(_old_enough(first, _before(at, years)))
    keys = [key for seal in _without_terms(seals) for key in seal.entries]
    if not keys:
        return 0
    _delete(keys)
    recording.record(
        REMOVED, None, by=None, at=at,
        first=first, last=seals[-1].number, rows=len(keys), years=years,
    )  # fmt: skip
    return len(keys)


def removed_up_to() -> int:
    """The number of the last seal that lost its rows; 0 when none did."""
    found = Entry.objects.filter(action=REMOVED).order_by("-pk").first()
    last = found.details.get("last") if found else 0
    return last if isinstance(last, int) else 0


def remove_again(*, after: int) -> int:
    """Take away what came back with a backup from before its removal.

    The entries about the removal are in the log already, so there is nothing to add.
    `after` is the last seal that the backup knew to have lost its rows.
    """
    up_to, removed = removed_up_to(), 0
    for seal in takewhile(lambda each: each.number <= up_to, _seals(after + 1)):
        removed += sum(_delete(each.entries) for each in _without_terms([seal]))
    return removed


def _before(at: datetime, years: int) -> datetime:
    """Seals from before this moment are old enough: a night's work in one entry, and
    an hour to spare for clocks that differ."""
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return years_before(midnight, years) - rows.CLOCKS


def _old_enough(first: int, before: datetime) -> list[Seal]:
    """The oldest seals that still have rows, as many as one transaction takes."""
    old: list[Seal] = []
    count = 0
    for seal in islice(_seals(first), MOST_SEALS):
        count += len(seal.entries)
        if seal.sealed_at >= before or (old and count > MOST_ROWS):
            break
        old.append(seal)
    return old


def _seals(first: int) -> Iterator[Seal]:
    """By their numbers, from this one on."""
    in_order = Seal.objects.order_by("number")
    while found := list(in_order.filter(number__gte=first)[:CHUNK]):
        yield from found
        first = found[-1].number + 1


def _whole(seals: list[Seal]) -> list[Seal]:
    """Those up to the first whose rows are not as they were sealed."""
    whole = list(takewhile(_is_whole, seals))
    if len(whole) < len(seals):
        number = seals[len(whole)].number
        log.error(
            "seal %s is not as it was: its rows are left for verify_audit", number
        )
    return whole


def _is_whole(seal: Seal) -> bool:
    if seal.layout not in rows.LAYOUTS:
        return False
    found = {row[rows.ID]: row for row in rows.of(seal.entries, seal.layout)}
    there = [found[str(key)] for key in seal.entries if str(key) in found]
    is_complete = len(there) == len(seal.entries)
    return is_complete and chain.digest_of_rows(there) == bytes(seal.rows)


def _without_terms(seals: list[Seal]) -> list[Seal]:
    """Those that hold nothing about the term: the others are evidence, and stay."""
    about = Entry.objects.filter(action__in=ABOUT_TERMS).values_list("pk", flat=True)
    kept: set[UUID] = set(about)
    return [seal for seal in seals if kept.isdisjoint(seal.entries)]


def _delete(keys: Sequence[UUID]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM tenants_audit_entry WHERE id = ANY(%s)", [list(keys)]
        )
        return int(cursor.rowcount)
