"""Recomputes a chain from its rows, and compares it with what was anchored.

Asks for no lock and no snapshot: seals are only ever added, and rows are taken away
with an entry that says so. The anchors are counted first, so that a seal which comes in
meanwhile is not missed in the database, and each is read when its seal is, so that it
is not missed among the anchors. What is kept in mind does not grow with the log.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from tenants.audit import chain as arithmetic
from tenants.audit import rows
from tenants.audit.anchors import Anchor
from tenants.audit.chain import Link
from tenants.audit.findings import Kind, Report
from tenants.audit.removals import Removals
from tenants.audit.rows import Row

# A key holds the time at which it was made. A row that was made so long before others
# that are sealed already did not wait for its commit: it was put there afterwards.
LATEST_COMMIT = timedelta(hours=1)
SEALED_WITHIN = timedelta(minutes=15)  # the sealer comes every minute
KEYS_IN_MIND = 100_000


class Log(Protocol):
    """A log and its seals, wherever they are."""

    def seals(self) -> Iterator[Link]:
        """All seals, by their numbers."""

    def rows(self, keys: Sequence[UUID], layout: int) -> list[Row]:
        """The rows with these keys that are there."""

    def waiting(self) -> list[UUID]:
        """The keys of the rows that no seal names, in their order."""

    def about_terms(self) -> list[Row]:
        """What the log says about its own term, in the newest layout."""


def verify(chain: str, log: Log, place: Anchor, *, at: datetime) -> Report:
    """Everything that is wrong with this log. `at` is now."""
    return _Walk(chain, log, place, Removals(log.about_terms)).to_the_end(at)


@dataclass
class _Walk:
    """One way through the chain, from its first seal to what is not sealed yet."""

    chain: str
    log: Log
    place: Anchor
    removals: Removals
    report: Report = field(default_factory=Report)
    number: int = 0
    digest: bytes = b""
    sealed_at: datetime = rows.EVER  # the seal before
    newest: datetime = rows.EVER  # of all keys so far
    seen: set[UUID] = field(default_factory=set)

    def to_the_end(self, at: datetime) -> Report:
        """Follow the chain."""
        self.digest = arithmetic.first(self.chain)
        anchored = self.place.numbers(self.chain)
        self.removals.begin()
        for link in self.log.seals():
            self._seal(link)
            self._anchor(link)
            self._rows(link)
            self.number, self.digest = link.number, link.digest
            self.sealed_at = link.sealed_at
            self.report.seals += 1
        if cut := sorted(each for each in anchored if each > self.number):
            self._add(
                Kind.CUT,
                f"the end is gone: seals {_span(cut[0], cut[-1])} were anchored",
            )
        self._waiting(at)
        self.removals.judge(self.report, at=at)
        return self.report

    def _seal(self, link: Link) -> None:
        """It follows the one before, and is as it was made."""
        here = f"seal {link.number}"
        if link.number <= self.number:
            self._add(Kind.REORDERED, f"{here} stands after seal {self.number}")
        elif link.number > self.number + 1:
            span = _span(self.number + 1, link.number - 1)
            self._add(Kind.DELETED, f"seals {span} are gone")
        if link.previous != self.digest:
            self._add(Kind.REORDERED, f"{here} does not follow seal {self.number}")
        if link.sealed_at < self.sealed_at - rows.CLOCKS:
            self._add(Kind.REORDERED, f"{here} is dated before seal {self.number}")
        if (
            link.layout not in rows.LAYOUTS
            or arithmetic.digest_of(self.chain, link) != link.digest
        ):
            self._add(Kind.CHANGED, f"{here} is not as it was made")

    def _anchor(self, link: Link) -> None:
        """It is the one that was anchored."""
        content = self.place.read(self.chain, link.number)
        if content is None:
            self._add(Kind.UNANCHORED, f"seal {link.number} has no anchor")
        elif _digest_in(content) != link.digest.hex():
            self._add(Kind.CHANGED, f"seal {link.number} is not the one anchored")

    def _rows(self, link: Link) -> None:
        """They are all there, once, as they were; or all gone, and rightly."""
        layout = link.layout if link.layout in rows.LAYOUTS else rows.NEWEST
        found = {row[rows.ID]: row for row in self.log.rows(link.entries, layout)}
        if not found and self.removals.takes(link):
            self.report.removed += len(link.entries)
        else:
            self._compare(replace(link, layout=layout), found)
        self._keys(link.entries)

    def _compare(self, link: Link, found: Mapping[str | None, Row]) -> None:
        in_order = [found.get(str(key)) for key in link.entries]
        there = [row for row in in_order if row is not None]
        if gone := [key for key in link.entries if str(key) not in found]:
            self._add(Kind.DELETED, f"of seal {link.number}: {_some(gone)}")
        elif arithmetic.digest_of_rows(there) != link.rows:
            self._add(Kind.CHANGED, f"a row of seal {link.number} is not as it was")
        if not self.removals.hear(there, link):
            self._add(
                Kind.INSERTED, f"rows of seal {link.number}, once removed, are back"
            )
        self.report.rows += len(there)

    def _keys(self, keys: Sequence[UUID]) -> None:
        """No key is sealed twice. One that is much older than others before it is
        refused for that, so only the latest need to be remembered."""
        if twice := [key for key in keys if key in self.seen]:
            self._add(Kind.REORDERED, f"sealed twice: {_some(twice)}")
        self._refuse_afterthoughts(keys)
        self.seen.update(keys)
        if len(self.seen) > KEYS_IN_MIND:
            limit = self.newest - LATEST_COMMIT
            self.seen = {key for key in self.seen if rows.made_at(key) >= limit}

    def _waiting(self, at: datetime) -> None:
        """What no seal names is new."""
        keys = self.log.waiting()
        self.report.waiting = len(keys)
        late = [key for key in keys if rows.made_at(key) < at - SEALED_WITHIN]
        after = self._refuse_afterthoughts(keys)
        if late := [key for key in late if key not in after]:
            self._add(
                Kind.LATE,
                f"{_some(late)}: is a worker running, and are the anchors up?",
            )

    def _refuse_afterthoughts(self, keys: Sequence[UUID]) -> set[UUID]:
        """Report the rows that were put among those that were sealed before them."""
        limit = self.newest - LATEST_COMMIT if self.seen else self.newest
        after = {key for key in keys if rows.made_at(key) < limit}
        if after:
            self._add(Kind.INSERTED, f"put in afterwards: {_some(sorted(after))}")
        self.newest = max([self.newest, *map(rows.made_at, keys)])
        return after

    def _add(self, kind: Kind, text: str) -> None:
        self.report.add(kind, text)


def _digest_in(content: bytes) -> str:
    """The digest that an anchor holds; "" when it holds none any more."""
    try:
        return str(json.loads(content)["digest"])
    except (ValueError, KeyError, TypeError):
        return ""


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"


def _some(keys: Sequence[UUID]) -> str:
    """The first few keys, and how many there are."""
    named = ", ".join(str(key) for key in keys[:3])
    more = f" and {len(keys) - 3} more" if len(keys) > 3 else ""  # noqa: PLR2004
    return f"{named}{more}"
