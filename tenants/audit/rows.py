"""Entries as the chain sees them: every column as a text that PostgreSQL writes.

Read past the ORM, so that what is sealed is what lies in the table, with the same text
for the same value whoever reads it: a JSON document has one text as jsonb, an address
as inet, and a moment is its microseconds since 1970.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

Row = tuple[str | None, ...]

# A seal says with which of these it was made. To cover a new column, add a layout: what
# the old ones sealed must be read in the same way for ever.
LAYOUTS: Mapping[int, tuple[str, ...]] = {
    1: (
        "id", "at", "action", "actor_kind", "actor_id", "actor_name", "target_type",
        "target_id", "target_name", "details", "address", "device",
    ),
}  # fmt: skip
NEWEST = max(LAYOUTS)
ID, AT = 0, 1  # stand first in every layout
UUID_V7 = 7
EVER = datetime(1970, 1, 2, tzinfo=UTC)
MOST = 1_000_000  # keys at once, for the one who counts what waits
CLOCKS = timedelta(hours=1)  # how far the clocks of two machines may be apart


def of(keys: Sequence[UUID], layout: int) -> list[Row]:
    """The entries with these keys that are there, in no order."""
    where = "WHERE entry.id = ANY(%s)"
    return _read(f"{_select(LAYOUTS[layout])} {where}", [list(keys)])


def doing(actions: Collection[str]) -> list[Row]:
    """The entries of these actions, by their keys, in the newest layout."""
    where = "WHERE entry.action = ANY(%s) ORDER BY entry.id"
    return _read(f"{_select(LAYOUTS[NEWEST])} {where}", [list(actions)])


def unsealed(*, since: datetime = EVER, limit: int) -> list[Row]:
    """Committed entries in no seal, in the order of their keys, in the newest layout.

    `since` bounds the search on both sides: a key holds the time at which it was made,
    and no seal is older than what it holds, but for what two clocks may differ.
    """
    return _unsealed(LAYOUTS[NEWEST], since, limit)


def unsealed_keys() -> list[UUID]:
    """The keys of all of them, MOST at the most."""
    return [UUID(row[ID]) for row in _unsealed(("id",), EVER, MOST)]


def value(row: Row, column: str, layout: int = NEWEST) -> str:
    """One column of a row; "" for NULL."""
    return row[LAYOUTS[layout].index(column)] or ""


def made_at(key: UUID) -> datetime:
    """When this uuidv7 was made (RFC 9562, 5.7); long ago for a key that is none.

    Its 48 bits reach past the last year that Python knows.
    """
    if key.version != UUID_V7:
        return EVER
    try:
        return datetime.fromtimestamp((key.int >> 80) / 1000, UTC)
    except ValueError:
        return EVER


def earliest(moment: datetime) -> UUID:
    """The smallest key of this moment."""
    return UUID(int=max(0, int(moment.timestamp() * 1000)) << 80)


def _unsealed(columns: Sequence[str], since: datetime, limit: int) -> list[Row]:
    taken = "SELECT unnest(entries) AS id FROM tenants_audit_seal WHERE id >= %s"
    return _read(
        f"WITH taken AS MATERIALIZED ({taken}) {_select(columns)}"
        " LEFT JOIN taken ON taken.id = entry.id"
        " WHERE taken.id IS NULL AND entry.id >= %s ORDER BY entry.id LIMIT %s",
        [earliest(since - CLOCKS), earliest(since), limit],
    )


def _select(columns: Sequence[str]) -> str:
    texts = ", ".join(map(_as_text, columns))
    return f"SELECT {texts} FROM tenants_audit_entry AS entry"  # noqa: S608  (ours)


def _as_text(column: str) -> str:
    if column == "at":
        return "(extract(epoch FROM entry.at) * 1000000)::bigint::text"
    return f"entry.{column}::text"


def _read(statement: str, values: Sequence[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [tuple(row) for row in cursor.fetchall()]
