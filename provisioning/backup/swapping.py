"""The live schema makes way for the restored one, and nothing that was written is lost.

Before the rows of the live schema are kept one last time, its door is closed: people
see the page of a suspended firm, tasks are rejected, and the firm's role may write no
more. So a write is either in that last backup, or it failed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from psycopg.sql import SQL, Identifier

from provisioning.models import Run
from provisioning.steps import door
from tenants import audit, outbox, scope
from tenants.audit import removing
from tenants.database import loading, roles, template
from tenants.domains import claims, routing
from tenants.models import Firm, FirmState

RESTORED = "firm.restored"
LOG = ("tenants_audit_entry", "tenants_audit_seal")
DELIVERIES = "tenants_outbox_delivery"


def close(run: Run, *, at: datetime) -> None:
    """Let nobody write any more, and wait for those who are about to."""
    run.parameters.setdefault(door.BEFORE, run.firm.state)
    run.parameters.setdefault("reason_before", run.firm.state_reason)
    with scope.public():
        _set_state(run, FirmState.SUSPENDED, reason=_("Being restored"), at=at)
    schema = run.firm.schema_name
    with scope.as_owner(schema):
        if not roles.schema_exists(schema):
            return  # it is lost: nothing can be written there
        _execute("LOCK TABLE {tables} IN SHARE MODE", schema)
        _execute("REVOKE INSERT, UPDATE, DELETE ON {tables} FROM {role}", schema)


def open_again(run: Run, *, at: datetime) -> None:
    """The live schema stays, as it was."""
    schema = run.firm.schema_name
    with scope.as_owner(schema):
        if roles.schema_exists(schema):
            roles.grant(schema)
    with scope.public():
        _open(run, at=at)


def swap(run: Run, schema: str, *, backup: str, at: datetime) -> None:
    """Make the restored schema the firm's own, in one transaction.

    The audit log goes on: what was written after the backup is added to it, and so are
    its seals, so the chain is whole. What was removed from it since, because the firm's
    term was over, does not come back. The outbox goes on too: what was delivered after
    the backup is not delivered again.
    """
    old = run.firm.schema_name
    with scope.as_owner(schema):
        if roles.schema_exists(old) and old != schema:
            removed = removing.removed_up_to()
            for table in LOG:
                _take_over(table, old, schema)
            removing.remove_again(after=removed)
            _keep_delivered(old, schema)
    with scope.public():
        run.parameters["schema_before"] = old
        run.firm.schema_name, run.firm.release = schema, template.release()
        run.firm.save(update_fields=["schema_name", "release"])
        _open(run, at=at)
        audit.record(RESTORED, run.firm, by=None, at=at, run=str(run.pk), backup=backup)
        claims.tell_again(run.firm)
    with scope.scope(run.firm):
        audit.record(
            RESTORED, None, by=None, at=at, backup=backup, requested_by=run.requested_by
        )
        outbox.publish(RESTORED)


def _open(run: Run, *, at: datetime) -> None:
    before = FirmState(run.parameters.get(door.BEFORE, run.firm.state))
    reason = str(run.parameters.get("reason_before", ""))
    _set_state(run, before, reason=reason, at=at)


def _set_state(run: Run, state: FirmState, *, reason: str, at: datetime) -> None:
    firm: Firm = run.firm
    firm.state, firm.state_reason, firm.state_changed_at = state, reason, at
    firm.save(update_fields=["state", "state_reason", "state_changed_at"])
    routing.announce()


def _take_over(table: str, old: str, new: str) -> None:
    """Add the rows that the restored table does not have."""
    there = {each.name: each for each in loading.tables(old)}.get(table)
    here = {each.name: each for each in loading.tables(new)}[table]
    if there is None:
        return
    columns = [name for name in here.columns if name in there.columns]
    _run(
        "INSERT INTO {new} ({columns}) SELECT {columns} FROM {old} AS later "
        "WHERE NOT EXISTS (SELECT FROM {new} AS known WHERE known.id = later.id)",
        new=Identifier(new, table),
        old=Identifier(old, table),
        columns=SQL(", ").join(map(Identifier, columns)),
    )


def _keep_delivered(old: str, new: str) -> None:
    """Mark what was done, or given up, between the backup and now."""
    _run(
        "UPDATE {new} AS mine SET done_at = later.done_at, "
        "failed_at = later.failed_at, attempts = later.attempts FROM {old} AS later "
        "WHERE later.id = mine.id AND mine.done_at IS NULL AND mine.failed_at IS NULL "
        "AND (later.done_at IS NOT NULL OR later.failed_at IS NOT NULL)",
        new=Identifier(new, DELIVERIES),
        old=Identifier(old, DELIVERIES),
    )


def _execute(statement: str, schema: str) -> None:
    tables = loading.tables(schema)
    names = SQL(", ").join(Identifier(schema, one.name) for one in tables)
    _run(statement, tables=names, role=Identifier(schema))


def _run(statement: str, **names: Any) -> None:
    with connection.cursor() as cursor:
        text = SQL(statement).format(**names)
        cursor.execute(text.as_string(None))
