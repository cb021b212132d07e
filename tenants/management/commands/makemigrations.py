"""Django's command, with the scope that our database backend asks for."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import makemigrations

from tenants import scope


class Command(makemigrations.Command):
    """Write migrations, as Django does."""

    def handle(self, *args: Any, **options: Any) -> Any:
        """Run in `public`, where the consistency check looks."""
        with scope.as_owner():
            return super().handle(*args, **options)
