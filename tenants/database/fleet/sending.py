"""Statements that travel together: one round trip, each a statement of its own.

Below psycopg's cursors: a fleet is thousands of statements without parameters, and a
cursor for each costs more than the server's work on most of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from psycopg import errors, generators
from psycopg.abc import PQGen
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult


def send(statements: Iterable[str]) -> list[PGresult]:
    """Run them in the scope and the transaction in force; their results, in order.

    Raises the error of the first one that fails, as Django's.
    """
    results = answers(statements)
    settle(results)
    return results


def answers(statements: Iterable[str]) -> list[PGresult]:
    """What the server says to each, also when that is an error; then all that follow
    say that they were not run. See `settle`.

    Separate statements in pipeline mode, not one message: Citus refuses several in one.
    What begins the transaction and enters the scope travels ahead of them.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("This needs a transaction.")
    connection.ensure_connection()
    backend: Any = connection
    raw: Any = connection.connection
    is_idle = raw.pgconn.transaction_status == TransactionStatus.IDLE
    ahead = [*(["BEGIN"] if is_idle else []), *backend.entering()]
    with connection.wrap_database_errors:
        results = _trip(raw, [*ahead, *statements])
    settle(results[: len(ahead)])
    return results[len(ahead) :]


def settle(results: Iterable[PGresult]) -> None:
    """Raise what went wrong first, as Django's error; nothing when all is well."""
    for result in results:
        if result.status in (ExecStatus.FATAL_ERROR, ExecStatus.PIPELINE_ABORTED):
            with connection.wrap_database_errors:
                raise errors.error_from_result(result)


def _trip(raw: Any, statements: Sequence[str]) -> list[PGresult]:
    try:
        with raw.lock:
            raw.pgconn.enter_pipeline_mode()
            found: list[PGresult] = raw.wait(_exchange(raw.pgconn, statements))
            raw.pgconn.exit_pipeline_mode()
    except BaseException:
        raw.close()  # answers that are still on their way belong to nobody
        raise
    return found


def _exchange(pgconn: PGconn, statements: Sequence[str]) -> PQGen[list[PGresult]]:
    for each in statements:
        pgconn.send_query_params(each.encode(), None)
    pgconn.pipeline_sync()
    yield from generators.send(pgconn)
    found = []
    for _ in statements:
        found += yield from generators.fetch_many(pgconn)
    yield from generators.fetch_many(pgconn)  # the end of the pipeline
    return found
