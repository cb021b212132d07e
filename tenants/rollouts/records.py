"""What is written down of a rollout, a wave at a time. All of it in `public`.

The truth about a firm is its own tables and its release, changed in one transaction.
These rows are for people: they may lag behind by a wave when the process was killed,
and the next `migrate_fleet` sets them right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection, transaction
from psycopg import sql

from tenants.rollouts.fleet import Member
from tenants.rollouts.migrating import Outcome
from tenants.rollouts.models import (
    FirmRollout,
    FirmRolloutState,
    Rollout,
    RolloutState,
)
from tenants.rollouts.waves import Wave

WRITE = """
    INSERT INTO {table} ({columns})
    SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s)
        ON CONFLICT (rollout_id, firm_id) DO UPDATE SET {changes}
"""
SUPERSEDED = "Another release came before the end."


@transaction.atomic
def begin(release: str, waves: Sequence[Wave], *, at: datetime) -> Rollout:
    """The rollout of this release: a new one, or the one that was interrupted."""
    running = Rollout.objects.filter(state=RolloutState.RUNNING)
    running.exclude(release=release).update(
        state=RolloutState.STOPPED, finished_at=at, error=SUPERSEDED
    )
    rollout = _unfinished(release) or _new(release, at)
    rows = [
        FirmRollout(rollout=rollout, firm_id=part.member.id, wave=wave.number)
        for wave in waves
        for part in wave.parts
    ]
    _set_right(rollout, at)
    _write(rows, "wave", "state", "error", "finished_at")
    return rollout


def wave_ended(
    rollout: Rollout, wave: int, outcomes: Iterable[Outcome], *, at: datetime
) -> None:
    """How each firm of a wave fared."""
    rows = [
        FirmRollout(
            rollout=rollout, firm_id=each.firm_id, wave=wave,
            state=FirmRolloutState.FAILED if each.error else FirmRolloutState.DONE,
            attempts=each.attempts, milliseconds=each.milliseconds,
            finished_at=at, error=each.error,
        )
        for each in outcomes
    ]  # fmt: skip
    _write(rows, "state", "attempts", "milliseconds", "finished_at", "error")


def ended(rollout: Rollout, error: str, *, at: datetime) -> None:
    """It is through, or it stopped because of `error`, or firms of it are left."""
    left = rollout.firms.exclude(state=FirmRolloutState.DONE).count()
    if left and not error:
        error = f"{left} firms are left."
    rollout.state = RolloutState.STOPPED if error else RolloutState.DONE
    rollout.error, rollout.finished_at = error, at
    rollout.save(update_fields=["state", "error", "finished_at"])


def not_tried(members: Iterable[Member]) -> list[Outcome]:
    """Firms whose schema has no tables: failures, without a try."""
    why = "The firm's schema has no tables. Look at its provisioning run."
    return [Outcome(each.id, each.slug, 0, 0, why) for each in members]


def _unfinished(release: str) -> Rollout | None:
    open_ones = Rollout.objects.filter(release=release).exclude(state=RolloutState.DONE)
    rollout = open_ones.select_for_update().order_by("state", "-started_at").first()
    if rollout and rollout.state == RolloutState.STOPPED:
        rollout.state = RolloutState.RUNNING
        rollout.error, rollout.finished_at = "", None
        rollout.save(update_fields=["state", "error", "finished_at"])
    return rollout


def _new(release: str, at: datetime) -> Rollout:
    """Two that begin at once share one; the constraint decides which."""
    rollout, _is_new = Rollout.objects.get_or_create(
        release=release, state=RolloutState.RUNNING, defaults={"started_at": at}
    )
    return rollout


def _set_right(rollout: Rollout, at: datetime) -> None:
    """Firms that were migrated just before the process was killed are done."""
    rollout.firms.exclude(state=FirmRolloutState.DONE).filter(
        firm__release=rollout.release
    ).update(state=FirmRolloutState.DONE, finished_at=at, error="")


def _write(rows: list[FirmRollout], *fields: str) -> None:
    """All of a wave in one statement, by one parameter: it may be a thousand rows."""
    columns = [each.attname for each in FirmRollout._meta.concrete_fields]
    query = sql.SQL(WRITE).format(
        table=sql.Identifier(FirmRollout._meta.db_table),
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
        changes=sql.SQL(", ").join(
            sql.SQL("{0} = excluded.{0}").format(sql.Identifier(each))
            for each in fields
        ),
    )
    given = [{each: getattr(row, each) for each in columns} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(None), [json.dumps(given, default=str)])
