"""Whoever looks as a client only reads: held at the database, whatever a page does.

While such a request is answered the database is asked, and told nothing but rows for
the log. A page that would note that the client has read it fails, so nothing that staff
look at counts as a receipt.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import connection
from django.http import HttpRequest

from tenants.audit.models import Entry

ASKING = ("SELECT ", "SAVEPOINT ", "RELEASE SAVEPOINT ", "ROLLBACK TO SAVEPOINT ")
TELLING = f'INSERT INTO "{Entry._meta.db_table}" '


class NotWhileViewing(RuntimeError):  # noqa: N818  (reads as what is wrong)
    """A page of the portal changes something while it is read; see places.py."""


def hold(request: HttpRequest) -> None:
    """From now on until the middleware has its answer. Raises when it is not there."""
    stack: ExitStack = request.until_answered  # type: ignore[attr-defined]
    stack.enter_context(connection.execute_wrapper(ask_only))


def ask_only(
    execute: Callable[..., Any], sql: Any, params: Any, many: Any, context: Any
) -> Any:
    """Let questions through, and rows for the log; raise NotWhileViewing otherwise."""
    statement = str(sql).lstrip("( \n")
    if not statement.startswith((*ASKING, TELLING)):
        raise NotWhileViewing(statement.split(maxsplit=1)[0])
    return execute(sql, params, many, context)
