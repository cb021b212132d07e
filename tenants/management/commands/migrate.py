"""Django's command for the schema in force; `bootstrap` calls it.

The one of django-tenants walks over all firms; see tenants.database.template for how
ours get their tables.
"""

from __future__ import annotations

from typing import Any

from django.core.management import CommandError
from django.core.management.commands import migrate

from tenants import scope


class Command(migrate.Command):
    """Migrate the schema of the scope, which must be entered as its owner."""

    def handle(self, *args: Any, **options: Any) -> Any:
        """Refuse to run from the command line, where there is no scope."""
        if scope.current_or_none() is None:
            raise CommandError("Use bin/manage bootstrap.")
        return super().handle(*args, **options)
