"""A backup of another release: its tables are brought to the release that runs.

By Django's own `migrate`, in the transaction of the step: it is one firm, and nobody is
in that schema yet. The fleet's way, which is faster, needs a firm that is in place.
"""

from __future__ import annotations

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tenants import scope
from tenants.database import roles, template


class NewerRelease(RuntimeError):  # noqa: N818  (reads as what happened)
    """The tables of the backup are ahead of the code that runs."""


def upgrade(schema: str, release: str) -> None:
    """Migrate the restored schema, if it needs to. Raises NewerRelease."""
    if release == template.release():
        return
    with scope.as_owner(schema):
        if ahead := _applied(schema) - set(_known()):
            app, name = min(ahead)
            raise NewerRelease(
                f"The backup has seen {len(ahead)} migrations that this code does not "
                f"have, {app}.{name} first. Restore it with the code of its release, "
                "or a later one."
            )
        template.migrate_here()
        roles.grant(schema)


def _applied(schema: str) -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT app, name FROM "{schema}".django_migrations')  # noqa: S608
        return set(cursor.fetchall())


def _known() -> set[tuple[str, str]]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    replaced = (
        key for each in loader.disk_migrations.values() for key in each.replaces
    )
    return {*loader.disk_migrations, *replaced}
