"""A firm's schema and its role in PostgreSQL: who may do what, in one place.

All of it runs as the login `owner`, inside `as_owner()`. The role has the name of the
schema, is NOLOGIN, and can use that schema only; `app` may take it, one firm at a time.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from psycopg import sql
from psycopg.sql import Identifier

from tenants.scope import CONTROL_ROLE, PUBLIC_SCHEMA

LOGINS = ("app", "owner")
ROWS = "SELECT, INSERT, UPDATE, DELETE"
TAKEN_BACK = {
    "UPDATE, DELETE": ("tenants_audit_entry", "tenants_audit_seal"),
    "INSERT, UPDATE, DELETE": ("django_migrations",),
}


def create_role(schema: str) -> None:
    """Make the firm's role, and let the logins take it. Safe to repeat."""
    if not role_exists(schema):
        _run("CREATE ROLE {} NOLOGIN", schema)
    for login in LOGINS:
        _run("GRANT {} TO {} WITH INHERIT FALSE, SET TRUE", schema, login)


def create_schema(schema: str) -> None:
    """Make the empty schema, owned by `owner`. Safe to repeat."""
    _run("CREATE SCHEMA IF NOT EXISTS {}", schema)


def grant(schema: str) -> None:
    """Give the firm's role its rights on tables that are there, and those to come.

    A replay has no need of it: its tables are born with the rights. The schema of the
    extensions is open to everybody: a grant on it for each firm would let two firms
    that are made at once collide.
    """
    for statement in (
        *rights_to_come(schema),
        _with(f"GRANT {ROWS} ON ALL TABLES IN SCHEMA {{0}} TO {{0}}", schema),
        _with("GRANT USAGE ON ALL SEQUENCES IN SCHEMA {0} TO {0}", schema),
        *rights_taken_back(schema),
    ):
        _run(statement)


def rights_to_come(schema: str) -> list[str]:
    """Statements: the firm's role may use the schema, and what is made in it later."""
    defaults = "ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA {0}"
    return [
        _with("GRANT USAGE ON SCHEMA {0} TO {0}", schema),
        _with(f"{defaults} GRANT {ROWS} ON TABLES TO {{0}}", schema),
        _with(f"{defaults} GRANT USAGE ON SEQUENCES TO {{0}}", schema),
    ]


def rights_taken_back(
    schema: str, *, of: Callable[[str], bool] = lambda _table: True
) -> list[str]:
    """Statements: rows of some tables can be added or read, but not changed.

    `of` says which tables there are: an older release lacks some.
    """
    revoke = "REVOKE {} ON {{0}}.{{1}} FROM {{0}}"
    return [
        _with(revoke.format(rights), schema, table)
        for rights, tables in TAKEN_BACK.items()
        for table in tables
        if of(table)
    ]


def restrict_control() -> None:
    """Hold the control plane to the same in `public`: its log is only added to.

    After the migrations of `public`, as `owner`. Safe to repeat.
    """
    for rights, tables in TAKEN_BACK.items():
        for table in tables:
            names = (PUBLIC_SCHEMA, table, CONTROL_ROLE)
            _run(f"REVOKE {rights} ON {{}}.{{}} FROM {{}}", *names)


def drop_schema(schema: str) -> None:
    """Drop the schema with all it holds. Safe to repeat."""
    _run("DROP SCHEMA IF EXISTS {} CASCADE", schema)


def drop_role(schema: str) -> None:
    """Drop the role. Its tables must be gone, and its rights with them. Repeatable."""
    _run("DROP ROLE IF EXISTS {}", schema)


def role_exists(schema: str) -> bool:
    """Whether the firm's role is there."""
    return _exists("SELECT FROM pg_roles WHERE rolname = %s", schema)


def schema_exists(schema: str) -> bool:
    """Whether the firm's schema is there."""
    return _exists("SELECT FROM pg_namespace WHERE nspname = %s", schema)


def _exists(query: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({query})", [name])
        return bool(cursor.fetchone()[0])


def _run(statement: str, *names: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_with(statement, *names))


def _with(statement: str, *names: str) -> str:
    """The statement with these names in it, quoted."""
    return sql.SQL(statement).format(*map(Identifier, names)).as_string(None)
