"""The tables, the rows that migrations leave behind, and the role's rights on them."""

from __future__ import annotations

from django.db import connection

from provisioning.models import Run
from tenants import scope
from tenants.database import roles, template


def do(run: Run) -> None:
    """Replay this release's template. All or nothing: one table means all of them."""
    schema = run.firm.schema_name
    with scope.public():
        tables = template.load()
    with scope.as_owner(schema):
        if _has_tables(schema):
            return
        template.replay(tables, schema)
    with scope.public():
        run.firm.release = template.release()
        run.firm.save(update_fields=["release"])


def undo(run: Run) -> None:
    """Leave the schema empty."""
    schema = run.firm.schema_name
    with scope.as_owner():
        roles.drop_schema(schema)
        roles.create_schema(schema)


def _has_tables(schema: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f"{schema}.django_migrations"])
        return cursor.fetchone()[0] is not None
