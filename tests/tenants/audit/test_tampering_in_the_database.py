"""The same in PostgreSQL, as the owner of the tables: every column, rows and seals."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tenants import audit, scope
from tenants.audit import anchors, rows, sealing
from tenants.audit.log import StoredLog
from tenants.audit.terms import REMOVED
from tenants.audit.verifying import verify
from tenants.models import Firm
from tests.tenants.audit import old_logs
from tests.tenants.audit.logs import key_at

TIMES = 300
ENTRY, SEAL = "tenants_audit_entry", "tenants_audit_seal"
ONE = "(SELECT id FROM {} ORDER BY random() LIMIT 1)"
# What each column can be changed to, whatever it was.
COLUMNS = {
    "id": "gen_random_uuid()",
    "at": "at + interval '1 microsecond'",
    "action": "action || 's'",
    "actor_kind": "'token'",
    "actor_id": "gen_random_uuid()",
    "actor_name": "actor_name || ' '",
    "target_type": "target_type || 's'",
    "target_id": "gen_random_uuid()",
    "target_name": "target_name || '.'",
    "details": "details || '{\"more\": null}'",
    "address": "'192.0.2.99'",
    "device": "device || '!'",
}
SEALS = {
    "number": "number + 1000",
    "layout": "layout + 1",
    "previous": "previous || '\\x00'",
    "entries": "array_append(entries, gen_random_uuid())",
    "rows": "rows || '\\x00'",
    "digest": "digest || '\\x00'",
    "sealed_at": "sealed_at + interval '1 microsecond'",
}
CUT = "WHERE number > (SELECT max(number) FROM tenants_audit_seal) - {}"


def change(chance: random.Random) -> str:
    column, value = chance.choice([*COLUMNS.items()])
    return f"UPDATE {ENTRY} SET {column} = {value} WHERE id = {ONE.format(ENTRY)}"


def change_a_seal(chance: random.Random) -> str:
    column, value = chance.choice([*SEALS.items()])
    return f"UPDATE {SEAL} SET {column} = {value} WHERE id = {ONE.format(SEAL)}"


def delete(chance: random.Random) -> str:
    table = chance.choice([ENTRY, SEAL])
    return f"DELETE FROM {table} WHERE id = {ONE.format(table)}"


def insert(chance: random.Random) -> str:
    key = key_at(timezone.now() - timedelta(hours=2), chance.randrange(10_000))
    columns = ", ".join(name for name in COLUMNS if name != "id")
    return (
        f"INSERT INTO {ENTRY} (id, {columns}) "
        f"SELECT '{key}', {columns} FROM {ENTRY} ORDER BY random() LIMIT 1"
    )


def swap(chance: random.Random) -> str:
    """Two rows exchange who did it, and when."""
    return (
        f"WITH two AS (SELECT id, at, actor_name, row_number() OVER () AS n FROM "
        f"(SELECT * FROM {ENTRY} ORDER BY random() LIMIT 2) AS pair) "
        f"UPDATE {ENTRY} AS e SET at = other.at, actor_name = other.actor_name "
        f"FROM two AS mine JOIN two AS other ON mine.n <> other.n WHERE e.id = mine.id"
    )


def cut(chance: random.Random) -> str:
    """The last seals, alone or with their rows."""
    last = CUT.format(chance.randint(1, 5))
    seals = f"DELETE FROM {SEAL} {last}"
    if chance.random() < 0.5:
        return seals
    gone = f"WITH gone AS ({seals} RETURNING entries) "
    return f"{gone}DELETE FROM {ENTRY} AS e USING gone WHERE e.id = ANY(gone.entries)"


def forge(chance: random.Random) -> str:
    """The next seals lose their rows, with an entry that says so, or without."""
    more = chance.randint(5, 9)
    gone = (
        f"DELETE FROM {ENTRY} AS e USING {SEAL} AS s WHERE e.id = ANY(s.entries) "
        f"AND s.number BETWEEN 5 AND {more} AND e.action NOT LIKE 'history.%'"
    )
    if chance.random() < 0.3:
        return gone
    said = json.dumps({
        "first": 5, "last": more, "rows": chance.choice([4, 8, 12]),
        "years": chance.choice([1, 2, 5]),
    })  # fmt: skip
    columns = ", ".join(name for name in COLUMNS if name not in {"id", "details"})
    return (
        f"WITH gone AS ({gone}) INSERT INTO {ENTRY} (id, details, {columns}) "
        f"SELECT '{key_at(timezone.now(), 1)}', '{said}', {columns} "
        f"FROM {ENTRY} WHERE action = '{REMOVED}' LIMIT 1"
    )


def put_back(chance: random.Random) -> str:
    """A row of a seal that rightly lost its rows."""
    key = f"(SELECT entries[{chance.randint(1, 4)}] FROM {SEAL} WHERE number = 1)"
    columns = ", ".join(name for name in COLUMNS if name != "id")
    return (
        f"INSERT INTO {ENTRY} (id, {columns}) "
        f"SELECT {key}, {columns} FROM {ENTRY} ORDER BY random() LIMIT 1"
    )


TAMPERINGS: tuple[Callable[[random.Random], str], ...] = (
    change, change, change_a_seal, delete, insert, swap, cut,
)  # fmt: skip
FORGERIES = (forge, put_back)


def test_every_column_of_the_log_is_tried() -> None:
    assert set(COLUMNS) == set(rows.LAYOUTS[rows.NEWEST])


def test_every_column_of_the_log_is_covered_by_the_newest_seals(firm: Firm) -> None:
    with scope.scope(firm), connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {ENTRY} LIMIT 0")
        columns = {each.name for each in cursor.description}

    assert columns == set(rows.LAYOUTS[rows.NEWEST])


@pytest.mark.timeout(300)
def test_three_hundred_tamperings_by_the_owner_are_all_found(
    all_rights: None, firm: Firm
) -> None:
    _fill(firm)

    assert _missed(firm, TAMPERINGS, random.Random(7)) == []


@pytest.mark.timeout(300)
def test_three_hundred_more_on_a_log_that_lost_its_head_are_all_found(
    all_rights: None, firm: Firm
) -> None:
    for years in (6, 5, 4, 3, 1):
        old_logs.write(firm, days_ago=years * 365 + 40)
    old_logs.choose(firm, 2, days_ago=60)
    for days in (20, 10, 0):
        old_logs.write(firm, days_ago=days)
    assert old_logs.remove(firm) == 16
    with scope.scope(firm):
        old_logs.seal(at=timezone.now())

    assert _missed(firm, (*TAMPERINGS, *FORGERIES), random.Random(8)) == []


def _missed(
    firm: Firm,
    hows: Sequence[Callable[[random.Random], str]],
    chance: random.Random,
) -> list[str]:
    """The statements that nobody noticed, of TIMES."""
    missed = []
    with scope.as_owner(firm.schema_name):
        assert _is_whole(firm)
        for number in range(TIMES):
            statement = hows[number % len(hows)](chance)
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute(statement)
                    assert cursor.rowcount > 0
                if _is_whole(firm):
                    missed.append(statement)
                transaction.set_rollback(True)
        assert _is_whole(firm)
    return missed


def _fill(firm: Firm) -> None:
    """Twenty entries in five seals."""
    with scope.scope(firm):
        for batch in range(5):
            with transaction.atomic():
                for number in range(4):
                    at = timezone.now() - timedelta(days=5 - batch, minutes=number)
                    audit.record("case.viewed", firm, by=None, at=at, batch=batch)
            sealing.seal(at=timezone.now())


def _is_whole(firm: Firm) -> bool:
    place = anchors.here()
    return verify(str(firm.pk), StoredLog(), place, at=timezone.now()).is_whole
