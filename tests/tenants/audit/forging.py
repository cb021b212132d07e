"""Removals that nobody was allowed: what somebody with all rights would write to make
deleted rows look like old ones. The genuine sealer seals and anchors what he wrote."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tenants.audit import rows, sealing
from tenants.audit.chain import Link
from tenants.audit.rows import Row
from tenants.audit.terms import CHOSEN, REMOVED, WITHDRAWN
from tests.tenants.audit import aged, logs
from tests.tenants.audit.aged import DAY, Aging

Forgery = Callable[[Aging, random.Random], None]


def without_a_word(aging: Aging, chance: random.Random) -> None:
    """The next seals lose their rows, and nothing is said."""
    take(aging, some(aging, chance))


def with_more_in_an_old_entry(aging: Aging, chance: random.Random) -> None:
    """The last removal says now that it took more."""
    gone = some(aging, chance)
    take(aging, gone)
    change(aging, REMOVED, last=gone[-1].number, rows=chance.randint(1, 99))


def too_young(aging: Aging, chance: random.Random) -> None:
    """The rule is right, the rows are not that old."""
    claim(aging, chance, young(aging, chance), years=2)


def by_another_rule(aging: Aging, chance: random.Random) -> None:
    """Rows of more than a year, by a rule that nobody chose."""
    old = older_than(aging, 366)
    gone = old[: chance.randint(1, len(old))]
    claim(aging, chance, gone, years=chance.choice([1, 1, 0, -3, 10**12]))


def by_a_choice_of_this_week(aging: Aging, chance: random.Random) -> None:
    """An owner's account was taken over: it chooses, and the rows are gone at once."""
    aging.choose(1)
    aging.now += timedelta(days=chance.randint(0, 6), hours=chance.randint(0, 23))
    claim(aging, chance, older_than(aging, 366), years=1)


def by_a_choice_that_was_taken_back(aging: Aging, chance: random.Random) -> None:
    aging.choose(1)
    aging.now += timedelta(hours=chance.randint(1, 160))
    aging.say(WITHDRAWN, years=1)
    aging.seal()
    aging.now += timedelta(days=chance.randint(7, 30))
    claim(aging, chance, older_than(aging, 366), years=1)


def after_a_longer_choice(aging: Aging, chance: random.Random) -> None:
    aging.choose(chance.choice([0, 5, 10]))
    aging.now += timedelta(days=chance.randint(1, 90))
    aging.write(1, every=800 * DAY)
    claim(aging, chance, some(aging, chance), years=2)


def below_the_floor(aging: Aging, chance: random.Random) -> None:
    """The shortest term was chosen in time, and still it took too much."""
    aging.choose(1)
    aging.now += 8 * DAY
    claim(aging, chance, young(aging, chance), years=1)


def by_a_term_below_the_floor(aging: Aging, chance: random.Random) -> None:
    aging.say(CHOSEN, years=chance.choice([0.1, -1, "1", None, 3]))
    aging.seal()
    aging.now += 30 * DAY
    claim(aging, chance, young(aging, chance), years=chance.choice([3, -1, 0, 7]))


def by_a_choice_of_long_ago(aging: Aging, chance: random.Random) -> None:
    """An entry that says of itself that it is a month old."""
    then = aging.now - timedelta(days=chance.randint(8, 60))
    aging.log.table.append(aged.about(CHOSEN, at=then, number=9_000, years=1))
    aging.seal()
    claim(aging, chance, older_than(aging, 366), years=1)


def by_a_seal_of_long_ago(aging: Aging, chance: random.Random) -> None:
    """The same in a seal that says so too."""
    then = aging.now - timedelta(days=chance.randint(8, 60))
    row = aging.say(CHOSEN, years=1)
    link = logs.next_link(aging.log, [row], at=then)
    aging.log.chain.append(link)
    aging.place.write(logs.CHAIN, link.number, sealing.anchored(link))
    claim(aging, chance, older_than(aging, 366), years=1)


def with_another_number(aging: Aging, chance: random.Random) -> None:
    """Right but for the number of rows: some were gone before."""
    age(aging)
    old = older_than(aging, 2 * 366)
    claim(aging, chance, old, years=2, rows=chance.choice([0, 1, 4, 6, 999]))


def with_a_gap(aging: Aging, chance: random.Random) -> None:
    """Right but for its place: a seal between is forgotten, or claimed twice."""
    age(aging)
    off = chance.choice([-2, -1, 1])
    old = older_than(aging, 2 * 366)[1 if off > 0 else 0 :]
    claim(aging, chance, old, years=2, first=aging.removed_up_to + 1 + off)


def that_says_nothing(aging: Aging, chance: random.Random) -> None:
    age(aging)
    nothing = chance.choice(
        [{"first": "1"}, {"last": None}, {"rows": []}, {"years": {}}]
    )
    claim(aging, chance, older_than(aging, 2 * 366), **{"years": 2, **nothing})


def that_took_nothing(aging: Aging, chance: random.Random) -> None:
    """The entry is there, the rows are too: somebody reads them on."""
    age(aging)
    old, first = older_than(aging, 2 * 366), aging.removed_up_to + 1
    count = sum(len(link.entries) for link in old)
    aging.say(REMOVED, first=first, last=old[-1].number, rows=count, years=2)
    aging.seal()


def of_a_part_of_a_seal(aging: Aging, chance: random.Random) -> None:
    """The rest of the batch stays."""
    age(aging)
    old = older_than(aging, 2 * 366)
    count = sum(len(link.entries) for link in old)
    gone = chance.sample(rows_of(aging, old), chance.randint(1, count - 1))
    aging.take(gone)
    first, last = aging.removed_up_to + 1, old[-1].number
    aging.say(REMOVED, first=first, last=last, rows=len(gone), years=2)


def that_is_undone(aging: Aging, chance: random.Random) -> None:
    """Rows that were rightly removed come back, as they were or changed."""
    back = chance.sample(aging.removed, chance.randint(1, len(aging.removed)))
    if chance.random() < 0.5:
        back = [(*row[:5], "Somebody else", *row[6:]) for row in back]
    aging.log.table += back


def without_its_entry(aging: Aging, chance: random.Random) -> None:
    """What the log says about its term is taken away, with its seal or without."""
    row = chance.choice(aging.log.about_terms())
    aging.log.table.remove(row)
    if chance.random() < 0.5:
        key = row[rows.ID]
        holds = [link for link in aging.log.chain if str(link.entries[0]) == key]
        aging.log.chain.remove(holds[0])


def with_all_seals_anew(aging: Aging, chance: random.Random) -> None:
    """The choice is put among the oldest entries, and every seal is made again."""
    change(aging, CHOSEN, years=1)
    claim(aging, chance, older_than(aging, 366), years=1)
    aging.log = logs.resealed(aging.log)


def with_the_time_of_a_seal(aging: Aging, chance: random.Random) -> None:
    """Seals say that they are older than they are."""
    gone = young(aging, chance)
    for link in gone:
        place = aging.log.chain.index(link)
        then = link.sealed_at - 800 * DAY
        aging.log.chain[place] = replace(link, sealed_at=then)
    claim(aging, chance, gone, years=2)


EVERY: tuple[Forgery, ...] = (
    without_a_word, with_more_in_an_old_entry, too_young, by_another_rule,
    by_a_choice_of_this_week, by_a_choice_that_was_taken_back, after_a_longer_choice,
    below_the_floor, by_a_term_below_the_floor, by_a_choice_of_long_ago,
    by_a_seal_of_long_ago, with_another_number, with_a_gap, that_says_nothing,
    that_took_nothing, of_a_part_of_a_seal, that_is_undone, without_its_entry,
    with_all_seals_anew, with_the_time_of_a_seal,
)  # fmt: skip


def copy_of(aging: Aging) -> Aging:
    """One to spoil."""
    again = replace(aging, log=aging.log.copy(), removed=list(aging.removed))
    again.place = deepcopy(aging.place)
    return again


def claim(aging: Aging, chance: random.Random, gone: list[Link], **said: Any) -> None:
    """Take the rows of these seals, and say so. It is sealed, or waits to be."""
    count = take(aging, gone)
    first, last = aging.removed_up_to + 1, gone[-1].number
    aging.say(REMOVED, **{"first": first, "last": last, "rows": count, **said})
    if chance.random() < 0.5:
        aging.seal()


def take(aging: Aging, gone: list[Link]) -> int:
    found = rows_of(aging, gone)
    aging.take(found)
    return len(found)


def change(aging: Aging, action: str, **details: Any) -> None:
    """Another text in the last entry of this action."""
    row = [each for each in aging.log.table if rows.value(each, "action") == action][-1]
    said = {**json.loads(rows.value(row, "details")), **details}
    place = aging.log.table.index(row)
    aging.log.table[place] = (*row[:9], json.dumps(said), *row[10:])


def rows_of(aging: Aging, links: list[Link]) -> list[Row]:
    keys = {str(key) for link in links for key in link.entries}
    return [row for row in aging.log.table if row[rows.ID] in keys]


def some(aging: Aging, chance: random.Random) -> list[Link]:
    """The oldest seals that have rows."""
    there = aging.with_rows()
    return there[: chance.randint(1, len(there))]


def young(aging: Aging, chance: random.Random) -> list[Link]:
    """The oldest seals, up to one that is younger than a year."""
    there = aging.with_rows()
    youngest = [link for link in there if link.sealed_at > aging.now - 360 * DAY]
    return there[: there.index(chance.choice(youngest)) + 1]


def older_than(aging: Aging, days: int) -> list[Link]:
    before = aging.now - days * DAY
    return [link for link in aging.with_rows() if link.sealed_at < before]


def age(aging: Aging) -> None:
    """Time goes by, until three batches are old enough."""
    aging.write(every=60 * DAY)
