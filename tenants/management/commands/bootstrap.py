"""Prepare the database for this release."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand

from tenants import scope
from tenants.crypto import keystore, owners
from tenants.database import roles, template


class Command(BaseCommand):
    """Migrate `public`, make the platform's key and the template of a firm's tables.

    The operators' log in `public` can be added to and read, like each firm's.

    Runs as the login `owner`, at each deployment and before the first start. Safe to
    repeat; the second time it does nothing.
    """

    help = "Prepare the database for this release: migrations, key, firm template."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the steps."""
        with scope.as_owner():
            template.migrate_here()
            roles.restrict_control()
        keystore.create(owners.PLATFORM)
        template.build()
        self.stdout.write("The database is ready for this release.")
