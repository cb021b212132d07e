"""Firms with tables of today's release, and a row for the data function to change."""

from __future__ import annotations

from django.db import connection, transaction

from tenants import scope
from tenants.database import roles, template
from tenants.models import Firm, FirmState, new_schema_name

FIRMS_PER_CONNECTION = 100
BRAND = """
    INSERT INTO portal_branding_brand (id, is_only, colour)
    VALUES (uuidv7(), true, '#1f5a4a')
"""


def make(number: int) -> list[str]:
    """Make them; their schemas."""
    with scope.public():
        tables = template.load()
    return [_one(tables, count) for count in range(number)]


def _one(tables: template.Template, count: int) -> str:
    schema = new_schema_name()
    with transaction.atomic():
        with scope.public():
            Firm.objects.create(
                name="Fleet", slug=f"fleet-{count}", schema_name=schema,
                state=FirmState.ACTIVE, release=template.release(),
            )  # fmt: skip
        with scope.as_owner(schema):
            roles.create_role(schema)
            roles.create_schema(schema)
            template.replay(tables, schema)
            with connection.cursor() as cursor:
                cursor.execute(BRAND)
    if count % FIRMS_PER_CONNECTION == 0:
        connection.close()
    return schema
