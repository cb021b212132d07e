"""Make a database with the platform's roles and rights. As superuser, plain psycopg.

The rights themselves stand in roles.sql and database.sql, which docker-compose.yml
gives to its PostgreSQL too.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files

import psycopg
from psycopg import sql

from infra.embedded import rights

BOOTSTRAP_LOCK = 7_046_029_254  # any constant: one bootstrap at a time per server

Connection = psycopg.Connection[tuple[object, ...]]


def prepare_database(
    *, superuser_dsn: str, name: str, passwords: Mapping[str, str]
) -> None:
    """Make roles, database and rights, or mend what is there. Raises RightsError.

    `passwords` are those of the logins `owner` and `app`.
    """
    with _one_at_a_time(superuser_dsn) as server:
        _make_roles(server, passwords)
        if not _exists(server, name):
            server.execute(
                sql.SQL("CREATE DATABASE {} OWNER owner").format(sql.Identifier(name))
            )
        with _connect(superuser_dsn, name) as database:
            _run_file(database, "database.sql")
            rights.verify(database)


def copy_database(*, superuser_dsn: str, template: str, name: str) -> None:
    """Replace a database by a copy of another, with the rights on the database too."""
    with _one_at_a_time(superuser_dsn) as server:
        _drop(server, name)
        server.execute(
            sql.SQL(
                "CREATE DATABASE {} OWNER owner TEMPLATE {} STRATEGY file_copy"
            ).format(sql.Identifier(name), sql.Identifier(template))
        )
        with _connect(superuser_dsn, name) as database:
            _run_file(database, "database.sql")


def drop_database(*, superuser_dsn: str, name: str) -> None:
    """Drop a database and whoever is connected to it."""
    with _one_at_a_time(superuser_dsn) as server:
        _drop(server, name)


@contextmanager
def _one_at_a_time(superuser_dsn: str) -> Iterator[Connection]:
    """Queue: roles are rows that two sessions cannot change at once."""
    with psycopg.connect(superuser_dsn, autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [BOOTSTRAP_LOCK])
        yield server


def _connect(superuser_dsn: str, database: str) -> Connection:
    return psycopg.connect(superuser_dsn, dbname=database, autocommit=True)


def _make_roles(server: Connection, passwords: Mapping[str, str]) -> None:
    for login, password in passwords.items():
        server.execute(
            "SELECT set_config(%s, %s, false)",
            [f"tablinum.{login}_password", password],
        )
    _run_file(server, "roles.sql")


def _exists(server: Connection, name: str) -> bool:
    query = "SELECT FROM pg_database WHERE datname = %s"
    return server.execute(query, [name]).rowcount > 0


def _drop(server: Connection, name: str) -> None:
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    server.execute(statement.format(sql.Identifier(name)))


def _run_file(connection: Connection, name: str) -> None:
    text = files("infra.embedded").joinpath(name).read_bytes()
    connection.execute(text)
