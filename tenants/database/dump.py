"""From pg_dump's text to the statements that make the same tables elsewhere."""

from __future__ import annotations

import re
import subprocess

from django.conf import settings
from django.db import connection

from tenants.database import constraints

PLACEHOLDER = "t_firm_schema_placeholder"

_IDENTITY = re.compile(
    r"ALTER TABLE (?P<table>\S+) ALTER COLUMN (?P<column>\S+) ADD GENERATED "
    r"(?P<kind>BY DEFAULT|ALWAYS) AS IDENTITY \(.*\)\Z",
    re.DOTALL,
)
_IN = re.compile(
    r"\((?P<column>\w+)\)::text = ANY \(\(ARRAY\["
    r"(?P<values>'(?:[^']|'')*'::character varying"
    r"(?:, '(?:[^']|'')*'::character varying)*)\]\)::text\[\]\)"
)
_SKIPPED = re.compile(
    r"(SET |SELECT pg_catalog\.set_config|CREATE SCHEMA |ALTER SCHEMA |"
    r"ALTER TABLE \S+ OWNER TO |ALTER SEQUENCE \S+ OWNER TO )"
)


class UnexpectedDump(RuntimeError):  # noqa: N818  (reads as what happened)
    """pg_dump wrote something that this module does not know."""


def tables_of(schema: str) -> list[str]:
    """The statements that make the tables of `schema`, with PLACEHOLDER in its place.

    Each is one statement, so that they can travel in pipeline mode. Raises
    CalledProcessError when pg_dump fails.
    """
    text = _pg_dump(schema).replace(f'"{schema}"', PLACEHOLDER)
    statements = split(re.sub(rf"\b{schema}\b", PLACEHOLDER, text))
    return [as_written(one) for one in constraints.fold(fold_identity(statements))]


def split(text: str) -> list[str]:
    """The statements of a dump, without comments, settings and psql's commands."""
    lines = [
        line
        for line in text.splitlines()
        if line.strip() and not line.startswith(("--", "\\"))
    ]
    statements = [part.strip() for part in re.split(r";\n", "\n".join(lines) + "\n")]
    return [one for one in statements if one and not _SKIPPED.match(one)]


def fold_identity(statements: list[str]) -> list[str]:
    """Put GENERATED AS IDENTITY into CREATE TABLE, where Citus wants it."""
    kept, identities = [], {}
    for statement in statements:
        if found := _IDENTITY.match(statement):
            identities[found["table"]] = (found["column"], found["kind"])
        else:
            kept.append(statement)
    return [_with_identity(one, identities) for one in kept]


def as_written(statement: str) -> str:
    """Turn pg_dump's long form of `IN` back into the one that the migration wrote.

    PostgreSQL reads its own long form as a different tree, with a cast for each value,
    and the constraint would no longer be the same as in a migrated schema.
    """
    return _IN.sub(_short_in, statement)


def _short_in(found: re.Match[str]) -> str:
    return f"{found['column']} IN ({found['values']})"


def _with_identity(statement: str, identities: dict[str, tuple[str, str]]) -> str:
    found = re.match(r"CREATE TABLE (\S+) \(", statement)
    if not found or found[1] not in identities:
        return statement
    column, kind = identities[found[1]]
    changed, count = re.subn(
        rf"^(    {re.escape(column)} \w+)( NOT NULL)",
        rf"\1 GENERATED {kind} AS IDENTITY\2",
        statement,
        flags=re.MULTILINE,
    )
    if count != 1:
        raise UnexpectedDump(f"no column {column} in {found[1]}")
    return changed


def _pg_dump(schema: str) -> str:
    database = connection.settings_dict
    return subprocess.run(
        [
            settings.PG_DUMP,
            "--schema-only",
            "--no-owner",
            "--no-privileges",
            "--no-comments",
            f"--schema={schema}",
            f"--host={database['HOST']}",
            f"--port={database['PORT'] or 5432}",
            f"--username={database['USER']}",
            f"--dbname={database['NAME']}",
        ],
        env={"PGPASSWORD": database["PASSWORD"], "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
