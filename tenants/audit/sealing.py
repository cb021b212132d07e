"""Chains what was committed, and anchors the head. Writers never wait for it.

A statement of PostgreSQL sees committed rows only, so what is unsealed and visible can
be sealed, and what commits later is found by a later run: rows are looked for by what
no seal names, not by a position that one could pass too early. Nothing is locked. When
two sealers meet, the number of the seal is unique, so the second one fails and is done.

The head is read before the rows. The other way round, rows of a seal that came in
between would be sealed twice, under the next number.

What the log says about its own term is sealed apart: these seals keep their rows when
others lose theirs (see `tenants.audit.removing`).
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from tenants import scope
from tenants.audit import anchors, chain, rows
from tenants.audit.chain import Link
from tenants.audit.models import Seal
from tenants.audit.rows import Row
from tenants.audit.terms import ABOUT_TERMS

BATCH = 5_000  # rows in one seal at the most: 80 kB of keys
LOOK_BACK = timedelta(hours=2)  # no request or task holds a transaction for so long


def name() -> str:
    """The chain of the scope in force: the firm's key, or `public`."""
    firm = scope.current().firm
    return str(firm.pk) if firm else chain.PUBLIC


def seal(*, at: datetime, since: datetime | None = None) -> int:
    """Seal and anchor what waits in the schema in force; how many rows.

    Looks back to two hours before the last seal, or to `since`. Whatever an earlier run
    could not anchor is anchored now.
    """
    last = Seal.objects.order_by("-number").first()
    if last:
        _anchor_back_from(last)
    since = since or (last.sealed_at - LOOK_BACK if last else rows.EVER)
    done = count = _seal_batch(at=at, since=since)
    while count == BATCH:  # what comes in meanwhile is for the next run
        count = _seal_batch(at=at, since=since)
        done += count
    return done


def link_of(found: Seal) -> Link:
    """The seal as the arithmetic knows it."""
    return Link(
        number=found.number,
        layout=found.layout,
        previous=bytes(found.previous),
        entries=tuple(found.entries),
        rows=bytes(found.rows),
        digest=bytes(found.digest),
        sealed_at=found.sealed_at,
    )


def anchored(link: Link) -> bytes:
    """What is kept of this seal outside the database."""
    return json.dumps({
        "number": link.number,
        "rows": len(link.entries),
        "digest": link.digest.hex(),
        "sealed_at": link.sealed_at.isoformat(),
    }).encode()  # fmt: skip


def _seal_batch(*, at: datetime, since: datetime) -> int:
    number, previous = _head()
    found = rows.unsealed(since=since, limit=BATCH)
    for part in _apart(found):
        link = chain.next_link(
            name(), number=number + 1, layout=rows.NEWEST, previous=previous,
            rows=part, at=at,
        )  # fmt: skip
        if not _save(link):
            return 0
        _anchor(link)
        number, previous = link.number, link.digest
    return len(found)


def _apart(found: list[Row]) -> list[list[Row]]:
    """What is about the log's term, and all other rows; neither when it is empty."""
    is_about = [rows.value(row, "action") in ABOUT_TERMS for row in found]
    parts = [
        [row for row, is_own in zip(found, is_about, strict=True) if is_own == wanted]
        for wanted in (False, True)
    ]
    return [part for part in parts if part]


def _head() -> tuple[int, bytes]:
    """Number and digest of the last seal, of those that are anchored too.

    When the database lost seals that were anchored, the chain goes on behind them: the
    gap stays, and verify_audit reports it for ever.
    """
    last = Seal.objects.order_by("-number").only("number", "digest").first()
    number, digest = (
        (last.number, bytes(last.digest)) if last else (0, chain.first(name()))
    )
    place = anchors.here()
    while content := place.read(name(), number + 1):
        number, digest = number + 1, bytes.fromhex(json.loads(content)["digest"])
    return number, digest


def _save(link: Link) -> bool:
    """Write the seal; False when another sealer was there first."""
    try:
        with transaction.atomic():
            Seal.objects.create(
                number=link.number, layout=link.layout, previous=link.previous,
                entries=list(link.entries), rows=link.rows, digest=link.digest,
                sealed_at=link.sealed_at,
            )  # fmt: skip
    except IntegrityError:
        return False
    return True


def _anchor(link: Link) -> None:
    """Another sealer that repairs may write the same anchor at the same moment."""
    place, content = anchors.here(), anchored(link)
    try:
        place.write(name(), link.number, content)
    except FileExistsError:
        if place.read(name(), link.number) != content:
            raise


def _anchor_back_from(last: Seal) -> None:
    """The seals at the end of the chain whose anchor a crash or an outage prevented.

    Stops at the first that is anchored: one that is missing in the middle was taken
    away, and is not made again.
    """
    place = anchors.here()
    found: Seal | None = last
    while found and place.read(name(), found.number) is None:
        _anchor(link_of(found))
        found = Seal.objects.filter(number=found.number - 1).first()
