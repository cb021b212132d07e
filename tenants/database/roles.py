"""A firm's schema and its role in PostgreSQL: who may do what, in one place.

All of it runs as the login `owner`, inside `as_owner()`. The role has the name of the
schema, is NOLOGIN, and can use that schema only; `app` may take it, one firm at a time.
"""

from __future__ import annotations

from django.db import connection
from psycopg import sql
from psycopg.sql import Composable, Identifier

LOGINS = ("app", "owner")
APPEND_ONLY = ("tenants_audit_entry",)


def create_role(schema: str) -> None:
    """Make the firm's role, and let the logins take it. Safe to repeat."""
    if not role_exists(schema):
        _run(sql.SQL("CREATE ROLE {} NOLOGIN"), Identifier(schema))
    for login in LOGINS:
        _run(
            sql.SQL("GRANT {} TO {} WITH INHERIT FALSE, SET TRUE"),
            Identifier(schema),
            Identifier(login),
        )


def create_schema(schema: str) -> None:
    """Make the empty schema, owned by `owner`. Safe to repeat."""
    _run(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}"), Identifier(schema))


def grant(schema: str) -> None:
    """Give the firm's role its rights on the schema, now and for tables to come.

    Call it once the tables are there. Rows of the audit log can be added and read. The
    schema of the extensions is open to everybody: a grant on it for each firm would let
    two firms that are made at once collide.
    """
    name = Identifier(schema)
    for statement in (
        "GRANT USAGE ON SCHEMA {0} TO {0}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {0} TO {0}",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA {0} TO {0}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA {0}"
        " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {0}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA {0}"
        " GRANT USAGE ON SEQUENCES TO {0}",
    ):
        _run(sql.SQL(statement), name)
    for table in APPEND_ONLY:
        _run(
            sql.SQL("REVOKE UPDATE, DELETE ON {0}.{1} FROM {0}"),
            name,
            Identifier(table),
        )
    _run(
        sql.SQL("REVOKE ALL ON {0}.{1} FROM {0}"), name, Identifier("django_migrations")
    )
    _run(
        sql.SQL("GRANT SELECT ON {0}.{1} TO {0}"), name, Identifier("django_migrations")
    )


def drop_schema(schema: str) -> None:
    """Drop the schema with all it holds. Safe to repeat."""
    _run(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE"), Identifier(schema))


def drop_role(schema: str) -> None:
    """Drop the role. Its tables must be gone, and its rights with them. Repeatable."""
    _run(sql.SQL("DROP ROLE IF EXISTS {}"), Identifier(schema))


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


def _run(statement: sql.SQL, *names: Composable) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(*names).as_string(None))
