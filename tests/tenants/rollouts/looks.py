"""What a firm's schema is made of, without what the firm's age decides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from tenants import scope
from tenants.database import roles, template
from tenants.database.fingerprint import describe
from tenants.models import Firm, new_schema_name

Looks = dict[str, list[list[str]]]


def of(schema: str) -> Looks:
    """All that `describe` finds, without ids: a row added later has a later one."""
    with scope.as_owner(schema):
        found = describe(schema)
    types = {row[0]: row[1:] for row in found["rows of django_content_type"]}
    found["rows of django_content_type"] = sorted(types.values())
    found["rows of auth_permission"] = sorted(
        [name, *types[content_type], codename]
        for _id, name, content_type, codename in found["rows of auth_permission"]
    )
    found["sequences"] = [row[:-1] for row in found["sequences"]]
    return {
        part: sorted([value.replace(schema, "firm") for value in row] for row in rows)
        for part, rows in found.items()
    }


@contextmanager
def new_firm() -> Iterator[str]:
    """A schema as provisioning makes it in this release, for as long as it is read."""
    schema = new_schema_name()
    tables = template.build()
    with scope.as_owner(schema), transaction.atomic():
        roles.create_role(schema)
        roles.create_schema(schema)
        template.replay(tables, schema)
    yield schema
    with scope.as_owner(schema):
        roles.drop_schema(schema)
        roles.drop_role(schema)


def column(firm: Firm, name: str, table: str = "portal_branding_brand") -> list[str]:
    """The values of a column, as text; raises when there is no such column."""
    with scope.scope(firm), connection.cursor() as cursor:
        cursor.execute(f'SELECT "{name}"::text FROM {table}')
        return [row[0] for row in cursor.fetchall()]
