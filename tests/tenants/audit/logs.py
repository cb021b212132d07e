"""Logs in memory: the rows, seals and anchors that the verifier reads elsewhere."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tenants.audit import chain, rows, sealing
from tenants.audit.chain import Link
from tenants.audit.rows import Row
from tenants.audit.terms import ABOUT_TERMS

CHAIN = "01900000-0000-7000-8000-00000000000a"
START = datetime(2026, 11, 2, 8, tzinfo=UTC)
EVERY = timedelta(minutes=20)


def key_at(moment: datetime, number: int) -> UUID:
    """A uuidv7 of this moment."""
    tail = 0x7000_8000_0000_0000_0000 + number
    return UUID(int=(int(moment.timestamp() * 1000) << 80) + tail)


@dataclass
class MemoryAnchor:
    """Objects in a dictionary, each written once."""

    kept: dict[int, bytes] = field(default_factory=dict)

    def write(self, chain: str, number: int, content: bytes) -> None:
        if number in self.kept:
            raise FileExistsError(number)
        self.kept[number] = content

    def read(self, chain: str, number: int) -> bytes | None:
        return self.kept.get(number)

    def numbers(self, chain: str) -> set[int]:
        return set(self.kept)


@dataclass
class MemoryLog:
    """Rows and seals in lists, as they would lie in their tables."""

    table: list[Row]
    chain: list[Link]

    def seals(self) -> Iterator[Link]:
        return iter(sorted(self.chain, key=lambda link: link.number))

    def rows(self, keys: Sequence[UUID], layout: int) -> list[Row]:
        wanted = set(map(str, keys))
        return [row for row in self.table if row[rows.ID] in wanted]

    def waiting(self) -> list[UUID]:
        taken = {key for link in self.chain for key in link.entries}
        return sorted({UUID(row[rows.ID]) for row in self.table} - taken)

    def about_terms(self) -> list[Row]:
        about = (row for row in self.table if rows.value(row, "action") in ABOUT_TERMS)
        return sorted(about, key=lambda row: str(row[rows.ID]))

    def copy(self) -> MemoryLog:
        return MemoryLog(list(self.table), list(self.chain))


def row(number: int, chance: random.Random, *, at: datetime | None = None) -> Row:
    """A row like those of a firm."""
    at = at or START + EVERY * number
    return (
        str(key_at(at, number)), str(round(at.timestamp() * 1e6)),
        chance.choice(["case.viewed", "document.downloaded", "access.signed_in"]),
        "user", str(key_at(START, number % 5)), f"Person {number % 5}",
        "portal_cases.case", str(key_at(START, 100 + number)), f"2026/{number:04}",
        json.dumps({"case": number}), f"192.0.2.{number}/32", "Firefox",
    )  # fmt: skip


def make(size: int = 32, *, batch: int = 7) -> tuple[MemoryLog, MemoryAnchor]:
    """A log of several days, sealed as the sealer does."""
    chance = random.Random(1)
    log = MemoryLog([row(number, chance) for number in range(size)], [])
    place = MemoryAnchor()
    for start in range(0, size, batch):
        part = log.table[start : start + batch]
        link = next_link(log, part, at=moment_of(part[-1]) + timedelta(minutes=1))
        log.chain.append(link)
        place.write(CHAIN, link.number, sealing.anchored(link))
    return log, place


def next_link(log: MemoryLog, part: list[Row], *, at: datetime) -> Link:
    """The seal over these rows, after those of the log."""
    last = log.chain[-1] if log.chain else None
    return chain.next_link(
        CHAIN,
        number=last.number + 1 if last else 1,
        layout=rows.NEWEST,
        previous=last.digest if last else chain.first(CHAIN),
        rows=part,
        at=at,
    )


def moment_of(found: Row) -> datetime:
    """When the row was written."""
    return datetime.fromtimestamp(int(found[rows.AT] or 0) / 1e6, UTC)


def resealed(log: MemoryLog) -> MemoryLog:
    """The log with all its seals made anew over the rows that are there: what somebody
    would do who holds the database and knows the arithmetic."""
    again = MemoryLog(log.table, [])
    for link in log.chain:
        part = log.rows(link.entries, link.layout)
        if part:
            again.chain.append(next_link(again, part, at=link.sealed_at))
    return again


def end_of(log: MemoryLog) -> datetime:
    """A moment after the last row."""
    return moment_of(log.table[-1]) + timedelta(minutes=5)
