"""A log of several years that has lost its head, as the firm chose: in memory.

What is done here to lists, `tenants.audit` does to tables; nothing is taken from there
but the arithmetic of the seals and the names of the actions.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tenants.audit import rows, sealing
from tenants.audit.chain import Link
from tenants.audit.rows import Row
from tenants.audit.terms import ABOUT_TERMS, CHOSEN, REMOVED, years_before
from tests.tenants.audit import logs
from tests.tenants.audit.logs import CHAIN, START, MemoryAnchor, MemoryLog

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
BATCH = 5


@dataclass
class Aging:
    """A log, what was removed from it, and its clock."""

    log: MemoryLog = field(default_factory=lambda: MemoryLog([], []))
    place: MemoryAnchor = field(default_factory=MemoryAnchor)
    removed: list[Row] = field(default_factory=list)
    now: datetime = START
    made: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(2))

    def write(self, count: int = BATCH, *, every: timedelta = 20 * DAY) -> None:
        """So many entries over so many days, then a seal."""
        for _each in range(count):
            self.now += every
            self.made += 1
            self.log.table.append(logs.row(self.made, self.chance, at=self.now))
        self.seal()

    def say(self, action: str, **details: Any) -> Row:
        """An entry about the term, not sealed yet."""
        self.now += MINUTE
        self.made += 1
        row = about(action, at=self.now, number=self.made, **details)
        self.log.table.append(row)
        return row

    def choose(self, years: int) -> None:
        """The choice of an owner, sealed."""
        self.say(CHOSEN, years=years)
        self.seal()

    def seal(self) -> None:
        """Seal what waits; what is about the term, apart."""
        self.now += MINUTE
        waiting = self.log.waiting()
        found = sorted(self.log.rows(waiting, rows.NEWEST), key=lambda row: str(row[0]))
        for wanted in (False, True):
            if part := [row for row in found if is_about_terms(row) == wanted]:
                link = logs.next_link(self.log, part, at=self.now)
                self.log.chain.append(link)
                self.place.write(CHAIN, link.number, sealing.anchored(link))

    def remove(self, years: int) -> int:
        """Take away what is older; how many rows. The entry about it is not sealed."""
        first, before = self.removed_up_to + 1, years_before(self.now, years)
        old = [
            link
            for link in self.log.chain
            if link.number >= first and link.sealed_at < before
        ]
        keys = {str(key) for link in old for key in link.entries}
        gone = [
            row
            for row in self.log.table
            if row[rows.ID] in keys and not is_about_terms(row)
        ]
        if gone:
            self.take(gone)
            last = old[-1].number
            self.say(REMOVED, first=first, last=last, rows=len(gone), years=years)
        return len(gone)

    def take(self, gone: list[Row]) -> None:
        """Rows leave the table."""
        self.removed += gone
        self.log.table = [row for row in self.log.table if row not in gone]

    @property
    def removed_up_to(self) -> int:
        """The last seal that lost its rows, as the log says."""
        last = [row for row in self.log.table if rows.value(row, "action") == REMOVED]
        return int(json.loads(rows.value(last[-1], "details"))["last"]) if last else 0

    def with_rows(self) -> list[Link]:
        """The seals that have rows, without those about the term, oldest first."""
        kept = self.log.about_terms()
        about_keys = {str(row[rows.ID]) for row in kept}
        there = {row[rows.ID] for row in self.log.table}
        return [
            link
            for link in self.log.chain
            if str(link.entries[0]) in there and str(link.entries[0]) not in about_keys
        ]


def about(action: str, *, at: datetime, number: int, **details: Any) -> Row:
    """An entry about the term."""
    return (
        str(logs.key_at(at, number)), str(round(at.timestamp() * 1e6)), action,
        "system", None, "Tablinum", "", None, "", json.dumps(details), None, "",
    )  # fmt: skip


def is_about_terms(row: Row) -> bool:
    """Whether it is one of these."""
    return rows.value(row, "action") in ABOUT_TERMS


def make() -> Aging:
    """Five years of entries, of which two were kept since the fourth: three removals,
    the last one sealed, and a day that is not sealed."""
    aging = Aging()
    for _each in range(10):
        aging.write()
    aging.choose(2)
    for _each in range(3):
        aging.write()
        aging.remove(2)
        aging.seal()
    aging.write(4)
    return aging
