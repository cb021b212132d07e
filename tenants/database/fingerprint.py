"""What two schemas have in common: catalog, rows, rights, with their names removed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import connection

from tenants.database.template import TABLES_WITH_ROWS

# Raise it when the same schema should give other hashes: backups keep them for long.
FORMAT = 1
# What stands in a schema is asked of pg_depend, which is indexed by it. The catalog's
# other tables would be read whole, with all that belongs to other firms.
OWN = """ARRAY(
    SELECT objid FROM pg_depend
     WHERE refclassid = 'pg_namespace'::regclass AND classid = 'pg_class'::regclass
       AND refobjid = %(oid)s)"""
QUERIES = {
    "columns": f"""
        SELECT c.relname, c.relkind::text,
               row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum), a.attname,
               format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity::text,
               pg_get_expr(d.adbin, d.adrelid)
          FROM pg_class c
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
               AND NOT a.attisdropped
          LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
         WHERE c.oid = ANY({OWN} || ARRAY(
                   SELECT indexrelid FROM pg_index WHERE indrelid = ANY({OWN})))
           AND c.relkind IN ('r', 'S', 'v', 'i')
         ORDER BY 1, 3
    """,
    "constraints": f"""
        SELECT c.relname, k.conname, k.contype::text, k.condeferrable, k.condeferred,
               pg_get_constraintdef(k.oid)
          FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
         WHERE k.conrelid = ANY({OWN}) ORDER BY 1, 2
    """,
    "indexes": f"""
        SELECT t.relname, i.relname, pg_get_indexdef(i.oid)
          FROM pg_index x
          JOIN pg_class t ON t.oid = x.indrelid
          JOIN pg_class i ON i.oid = x.indexrelid
         WHERE x.indrelid = ANY({OWN}) ORDER BY 1, 2
    """,
    "sequences": f"""
        SELECT c.relname, s.seqtypid::regtype::text, s.seqstart, s.seqmin, s.seqmax,
               s.seqincrement, s.seqcycle, s.seqcache, pg_sequence_last_value(c.oid)
          FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
         WHERE s.seqrelid = ANY({OWN}) ORDER BY 1
    """,
    "functions and triggers": f"""
        SELECT 'function', proname::text FROM pg_proc WHERE pronamespace = %(oid)s
        UNION ALL
        SELECT 'trigger', tgname::text FROM pg_trigger
         WHERE tgrelid = ANY({OWN}) AND NOT tgisinternal ORDER BY 1, 2
    """,
    "rights": f"""
        SELECT c.relname, a.privilege_type, a.is_grantable,
               a.grantee::regrole::text
          FROM pg_class c, aclexplode(c.relacl) a
         WHERE c.oid = ANY({OWN})
        UNION ALL
        SELECT '(schema)', a.privilege_type, a.is_grantable, a.grantee::regrole::text
          FROM pg_namespace n, aclexplode(n.nspacl) a WHERE n.oid = %(oid)s
        UNION ALL
        SELECT '(default ' || d.defaclobjtype::text || ')', a.privilege_type,
               a.is_grantable, a.grantee::regrole::text
          FROM pg_default_acl d, aclexplode(d.defaclacl) a
         WHERE d.defaclnamespace = %(oid)s
         ORDER BY 1, 2, 3, 4
    """,
}
ROWS = {
    "django_migrations": "app, name",
    "django_content_type": "id, app_label, model",
    "auth_permission": "id, name, content_type_id, codename",
}


def fingerprint(schema: str) -> dict[str, str]:
    """A hash for each part of the schema, without its name. Needs `as_owner()`.

    Applied times are left out of the rows of django_migrations: they differ by nature.
    """
    return hashes(describe(schema), schema)


def hashes(parts: dict[str, list[list[str]]], schema: str) -> dict[str, str]:
    """A hash for each part of what `read` or `describe` found."""
    return {part: _hash(rows, schema) for part, rows in parts.items()}


def describe(schema: str) -> dict[str, list[list[str]]]:
    """What the hashes are made of, to show where two schemas differ."""
    with connection.cursor() as cursor:
        return read(cursor, schema)


def read(cursor: Any, schema: str) -> dict[str, list[list[str]]]:
    """The same, through a cursor whose search path is this schema, then extensions."""
    found = {}
    cursor.execute("SELECT oid FROM pg_namespace WHERE nspname = %s", [schema])
    names = {"oid": cursor.fetchone()[0]}
    for part, query in QUERIES.items():
        cursor.execute(query, names)
        found[part] = [[str(value) for value in row] for row in cursor.fetchall()]
    for table in TABLES_WITH_ROWS:
        cursor.execute(
            f'SELECT {ROWS[table]} FROM "{schema}"."{table}" ORDER BY {ROWS[table]}'
        )
        found[f"rows of {table}"] = [
            [str(value) for value in row] for row in cursor.fetchall()
        ]
    return found


def _hash(rows: list[list[str]], schema: str) -> str:
    text = json.dumps(rows).replace(schema, "firm")
    return hashlib.sha256(text.encode()).hexdigest()
