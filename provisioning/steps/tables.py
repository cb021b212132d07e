"""The tables, the rows that migrations leave behind, and the role's rights on them."""

from __future__ import annotations

from django.db import connection

from provisioning.models import Run
from tenants import scope
from tenants.database import roles, template
from tenants.models import Firm


def do(run: Run) -> None:
    """Replay the newest template. All or nothing: one table means all of them.

    The firm's row is locked before the template is read: `migrate_fleet` waits for it,
    and so does not miss a firm that gets its tables just before they become old.
    """
    schema = run.firm.schema_name
    with scope.public():
        Firm.objects.select_for_update(no_key=True).get(pk=run.firm_id)
        tables = template.newest()
    with scope.as_owner(schema):
        if _has_tables(schema):
            return
        template.replay(tables, schema)
    with scope.public():
        run.firm.release = tables.release
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
