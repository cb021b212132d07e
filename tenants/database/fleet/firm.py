"""One firm's migration: one transaction, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db import transaction
from psycopg import sql

from tenants import scope
from tenants.database.fleet import sending
from tenants.database.fleet.applied import STATE
from tenants.database.fleet.plan import Plan
from tenants.database.fleet.steps import Statements, Step
from tenants.models import Firm, FirmState

# A firm's row, and where its tables are. Its lock keeps out a second `migrate_fleet`,
# and whoever moves, closes or erases the firm.
MARK = """
    UPDATE {firms} SET release = {release}
     WHERE id = '{{id}}' AND schema_name = current_schema() AND state <> {erased}
    RETURNING id
"""


class Changed(RuntimeError):  # noqa: N818  (reads as what happened)
    """The firm is no longer as it was when the plan was made. Nothing was done."""


class Unlike(Changed):
    """Its tables have other migrations than the plan is for. Nothing was done."""


@dataclass(frozen=True)
class Target:
    """Which firm, and where its tables are."""

    id: UUID
    schema: str


def migrate(target: Target, plan: Plan, *, release: str, lock_ms: int) -> None:
    """Bring one firm to `release`. Outside of any scope, with the login `owner`.

    Waits at most `lock_ms` for a lock: whatever waits for one holds up the firm's
    requests behind it. Raises Changed, and the database's errors; then nothing is done.
    """
    first, rest = _parted(plan.steps)
    with scope.as_owner(target.schema), transaction.atomic():
        _take(target, plan, release, lock_ms, first)
        for step in rest:
            step.run(target.schema)


def _parted(steps: Sequence[Step]) -> tuple[Statements, Sequence[Step]]:
    """The statements that the plan begins with, if it does, and what follows them."""
    match steps:
        case [Statements() as first, *rest]:
            return first, rest
        case _:
            return Statements(()), steps


def _take(
    target: Target, plan: Plan, release: str, lock_ms: int, first: Statements
) -> None:
    """Lock the firm, see that it is what the plan was made for, and begin.

    All in one trip. The plan's first statements run before the answers are seen, so a
    firm that has changed is told by these answers first: what the statements say of it
    does not matter then, and the transaction takes back what they did.
    """
    _timeout, _disk, mark, state, *begun = answers = sending.answers(
        (
            f"SET LOCAL lock_timeout = {lock_ms:d}",
            # Not each firm waits for the disk: the wave's record does, and what was
            # committed before it is on the disk then too. A crash takes back whole
            # firms, with their release.
            "SET LOCAL synchronous_commit = off",
            _mark(release).format(id=target.id),
            f"SELECT {STATE} FROM django_migrations",
            *first.for_schema(target.schema),
        )
    )
    sending.settle(answers[:4])
    if mark.ntuples == 0:
        raise Changed("The firm has gone, or its tables are somewhere else now.")
    if (state.get_value(0, 0) or b"").decode() != plan.state:
        raise Unlike("The firm's tables are not those of its release, or not any more.")
    sending.settle(begun)


@cache
def _mark(release: str) -> str:
    """Put together once: for a fleet it took as long as all the rest of our side."""
    return (
        sql.SQL(MARK)
        .format(
            firms=sql.Identifier(scope.PUBLIC_SCHEMA, Firm._meta.db_table),
            release=sql.Literal(release),
            erased=sql.Literal(FirmState.ERASED.value),
        )
        .as_string(None)
    )
