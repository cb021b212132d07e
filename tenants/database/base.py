"""The database backend: each connection follows the scope of the code that uses it.

It builds on the backend of django-tenants, and differs in three ways. Which firm is
in force comes from `tenants.scope`, never from an attribute of the connection that
another thread or a forgotten clean-up could have set. The firm's role and its search
path travel in one message. And nothing is sent while the firm stays the same.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NoReturn

from django.db.backends.postgresql.base import (
    DatabaseWrapper as PostgreSQLWrapper,
)
from django.db.backends.postgresql.features import DatabaseFeatures
from django_tenants.postgresql_backend.base import (
    DatabaseWrapper as TenantWrapper,
)
from psycopg import sql
from psycopg.pq import TransactionStatus

from tenants import scope
from tenants.database.cursors import ScopedCursor, ScopedDebugCursor
from tenants.database.moments import UtcLoader


class Features(DatabaseFeatures):
    """PostgreSQL, without the probe that makes a table: `app` may not."""

    supports_transactions = True


class DatabaseWrapper(TenantWrapper):  # type: ignore[misc]
    """A connection that refuses to work without a scope."""

    features_class = Features

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._entered: scope.Scope | None = None
        super().__init__(*args, **kwargs)

    # What django-tenants keeps on the connection is read from the scope here.

    @property
    def schema_name(self) -> str:
        """The schema in force; raises NoScope when there is none."""
        return scope.current().schema

    @schema_name.setter
    def schema_name(self, value: str | None) -> None:
        """The parent's constructor assigns it; the scope decides."""

    def set_schema_to_public(self) -> None:
        """The parent's constructor calls it; the scope decides."""

    def set_tenant(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Closed door: use tenants.scope."""
        raise scope.ScopeError("Use tenants.scope.scope(firm).")

    def set_schema(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Closed door: use tenants.scope."""
        raise scope.ScopeError("Use tenants.scope.scope(firm).")

    def get_new_connection(self, conn_params: Any) -> Any:
        """Read moments the quick way."""
        made = super().get_new_connection(conn_params)
        made.adapters.register_loader("timestamptz", UtcLoader)
        return made

    # A SET is undone when its transaction is; then we no longer know what is set.

    def connect(self) -> None:
        """A new connection, or one from the pool, stands wherever it was left."""
        self._entered = None
        super().connect()

    @property
    def pg_version(self) -> int:
        """The server's version, from the greeting; a query would need a scope."""
        self.ensure_connection()
        assert self.connection is not None  # noqa: S101
        return int(self.connection.info.server_version)

    def close(self) -> None:
        """Forget what was set."""
        self._entered = None
        super().close()

    def rollback(self) -> None:
        """Forget what was set."""
        self._entered = None
        super().rollback()

    def savepoint_rollback(self, sid: str) -> None:
        """Forget what was set, after the rollback: it needs a cursor itself."""
        try:
            super().savepoint_rollback(sid)
        finally:
            self._entered = None

    # Every statement goes through a cursor, or is sent after `entering`.

    def entering(self) -> tuple[str, ...]:
        """Statements to be sent ahead of others that go past the cursors.

        They count as sent. Only inside a transaction, whose end undoes what failed.
        """
        if self._entered == (wanted := scope.current()):
            return ()
        self._entered = wanted
        return _statements(wanted.schema, wanted.role)

    def _cursor(self, name: str | None = None) -> Any:
        wanted = scope.current()
        cursor = PostgreSQLWrapper._cursor(self, name)  # type: ignore[attr-defined]
        if self._entered != wanted:
            self._follow(wanted, None if name else cursor)
        return cursor

    def _follow(self, wanted: scope.Scope, cursor: Any) -> None:
        """Set role and search path, in one round trip.

        In a failed transaction nothing can be set; what comes next is a rollback,
        or fails by itself.
        """
        assert self.connection is not None  # noqa: S101  (_cursor has connected)
        if self.connection.info.transaction_status == TransactionStatus.INERROR:
            return
        self._entered = wanted  # before: logging the statement asks for a cursor
        both = "; ".join(_statements(wanted.schema, wanted.role))
        try:
            if cursor is None:  # a named cursor carries one statement only
                with self.wrap_database_errors:
                    self.connection.execute(both)
            else:
                cursor.execute(both)
        except BaseException:
            self._entered = None
            raise

    def make_cursor(self, cursor: Any) -> ScopedCursor:
        """Bind the cursor to the scope in which it was made."""
        return ScopedCursor(cursor, self)

    def make_debug_cursor(self, cursor: Any) -> ScopedDebugCursor:
        """The same, for those who log or count queries."""
        return ScopedDebugCursor(cursor, self)


@lru_cache(maxsize=1024)
def _statements(schema: str, role: str | None) -> tuple[str, str]:
    path = sql.SQL(", ").join(map(sql.Identifier, (schema, scope.EXTENSIONS_SCHEMA)))
    to_role = sql.Identifier(role) if role else sql.SQL("NONE")
    return (
        sql.SQL("SET ROLE {}").format(to_role).as_string(None),
        sql.SQL("SET search_path = {}").format(path).as_string(None),
    )
