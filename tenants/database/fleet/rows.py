"""Rows that Django adds after migrations: content types and permissions."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from psycopg import sql

TYPES = "SELECT id, app_label, model FROM django_content_type ORDER BY id"
PERMISSIONS = """
    SELECT p.id, c.app_label, c.model, p.codename, p.name
      FROM auth_permission p JOIN django_content_type c ON c.id = p.content_type_id
     ORDER BY p.id
"""
ADD_TYPE = """
    INSERT INTO django_content_type (app_label, model)
    SELECT {0}, {1} WHERE NOT EXISTS (
        SELECT FROM django_content_type WHERE app_label = {0} AND model = {1})
"""
ADD_PERMISSION = """
    INSERT INTO auth_permission (content_type_id, codename, name)
    SELECT id, {2}, {3} FROM django_content_type c
     WHERE app_label = {0} AND model = {1} AND NOT EXISTS (
        SELECT FROM auth_permission WHERE content_type_id = c.id AND codename = {2})
"""


@dataclass(frozen=True)
class Rows:
    """What a schema has, in the order of ids, without the ids: each has its own."""

    types: tuple[tuple[str, ...], ...]
    permissions: tuple[tuple[str, ...], ...]


def read() -> Rows:
    """The rows of the schema in force."""
    with connection.cursor() as cursor:
        cursor.execute(TYPES)
        types = tuple(row[1:] for row in cursor.fetchall())
        cursor.execute(PERMISSIONS)
        return Rows(types, tuple(row[1:] for row in cursor.fetchall()))


def to_add(there: Rows, wanted: Rows) -> list[str]:
    """Statements that add what is wanted and not there. They may run twice."""
    types, permissions = set(there.types), {row[:3] for row in there.permissions}
    return [
        *(_with(ADD_TYPE, row) for row in wanted.types if row not in types),
        *(
            _with(ADD_PERMISSION, row)
            for row in wanted.permissions
            if row[:3] not in permissions
        ),
    ]


def _with(statement: str, values: tuple[str, ...]) -> str:
    literals = map(sql.Literal, values)
    return sql.SQL(statement).format(*literals).as_string(connection.connection)
