"""The arithmetic of the seals: which bytes are hashed, and how one seal holds another.

    row      SHA-256 of the columns' texts, as a JSON list
    rows     SHA-256 of the digests of all rows of the batch, in their order
    digest   SHA-256 of chain, number, layout, previous, rows, keys, time, likewise

`previous` is the digest of the seal before, and that of the chain's name for the first:
a chain cannot be put in another firm's place. Nothing here reads or writes anything.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tenants.audit.rows import Row

PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Link:
    """A seal: a batch of entries, and its place in the chain."""

    number: int
    layout: int
    previous: bytes
    entries: tuple[UUID, ...]
    rows: bytes
    digest: bytes
    sealed_at: datetime


def first(chain: str) -> bytes:
    """What the first seal of this chain has before it."""
    return _hash(["tablinum audit", chain])


def next_link(
    chain: str,
    *,
    number: int,
    layout: int,
    previous: bytes,
    rows: list[Row],
    at: datetime,
) -> Link:
    """The seal over these rows, in this order."""
    entries = tuple(UUID(row[0]) for row in rows)
    of_rows = digest_of_rows(rows)
    bare = Link(number, layout, previous, entries, of_rows, b"", at)
    return Link(number, layout, previous, entries, of_rows, digest_of(chain, bare), at)


def digest_of_rows(rows: Iterable[Row]) -> bytes:
    """One digest over rows, each hashed apart."""
    together = hashlib.sha256()
    for row in rows:
        together.update(_hash(row))
    return together.digest()


def digest_of(chain: str, link: Link) -> bytes:
    """The digest that this seal must have."""
    return _hash([
        chain, link.number, link.layout, link.previous.hex(), link.rows.hex(),
        [each.hex for each in link.entries], round(link.sealed_at.timestamp() * 1e6),
    ])  # fmt: skip


def _hash(values: Any) -> bytes:
    text = json.dumps(values, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()
