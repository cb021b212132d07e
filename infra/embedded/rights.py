"""Ask PostgreSQL whether the rights are what database.sql says.

A REVOKE without the right to revoke reports success and changes nothing, so nobody
believes it before the server has been asked.
"""

from collections.abc import Iterator

import psycopg

Connection = psycopg.Connection[tuple[object, ...]]

DANGEROUS = (
    "set_config(text, text, boolean)",
    "query_to_xml(text, boolean, boolean, text)",
    "query_to_xmlschema(text, boolean, boolean, text)",
    "query_to_xml_and_xmlschema(text, boolean, boolean, text)",
    "cursor_to_xml(refcursor, integer, boolean, boolean, text)",
    "table_to_xml(regclass, boolean, boolean, text)",
    "schema_to_xml(name, boolean, boolean, text)",
    "database_to_xml(boolean, boolean, text)",
    "lo_create(oid)",
    "lo_from_bytea(oid, bytea)",
    "pg_advisory_lock(bigint)",
)
SET_CONFIG = DANGEROUS[0]


class RightsError(Exception):
    """A role may do something that it must not, or misses a right that it needs."""


def verify(database: Connection) -> None:
    """Raise RightsError with every deviation found."""
    if faults := list(_faults(database)):
        raise RightsError("; ".join(faults))


def _faults(database: Connection) -> Iterator[str]:
    for login in ("app", "control"):
        for function in DANGEROUS:
            if _may(database, "function", login, function, "EXECUTE"):
                yield f"{login} may execute {function}"
        for schema in ("public", "extensions"):
            if _may(database, "schema", login, schema, "CREATE"):
                yield f"{login} may create in {schema}"
    if _may(database, "schema", "app", "public", "USAGE"):
        yield "app may use public without becoming control"
    if not _may(database, "function", "owner", SET_CONFIG, "EXECUTE"):
        yield "owner may not execute set_config, which pg_dump needs"


def _may(
    database: Connection, kind: str, role: str, target: str, privilege: str
) -> bool:
    query = f"SELECT has_{kind}_privilege(%s, %s, %s)"  # kind is ours
    row = database.execute(query, [role, target, privilege]).fetchone()
    return row is not None and row[0] is True
