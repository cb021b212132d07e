"""Wrap every data key by the current master key."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand

from tenants.crypto import keystore


class Command(BaseCommand):
    """After a new master key was put in front of TABLINUM_MASTER_KEYS.

    Data keys stay what they are, so nothing is encrypted again. Safe to repeat, and to
    interrupt: what was not wrapped yet still opens by the older one.
    """

    help = "Wrap every data key by the first of TABLINUM_MASTER_KEYS."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many there were."""
        changed = keystore.rewrap_all()
        self.stdout.write(
            f"{changed} data keys were wrapped by the current master key."
        )
