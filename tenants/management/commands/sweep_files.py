"""Files that no row knows, rows without their file, and what was never finished."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandParser
from django.utils import timezone

from tenants import scope
from tenants.models import Firm, FirmState
from tenants.storage import sweeping

KEPT = (FirmState.ACTIVE, FirmState.SUSPENDED, FirmState.CLOSING)


class Command(BaseCommand):
    """The same as each night for active firms; without --repair it only looks."""

    help = "Look for stored files that nothing speaks of, and for missing ones."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Which firm, and whether to remove."""
        parser.add_argument("firm", nargs="?", help="its short name; all without it")
        parser.add_argument("--repair", action="store_true", help="remove orphans")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what there is, firm by firm; fails when a file is missing."""
        with scope.public():
            firms = Firm.objects.filter(state__in=KEPT).order_by("slug")
            if options["firm"]:
                firms = firms.filter(slug=options["firm"])
            chosen = list(firms.select_related("plan"))
        missing = [self._sweep(firm, is_repair=options["repair"]) for firm in chosen]
        if any(missing):
            raise SystemExit(1)

    def _sweep(self, firm: Firm, *, is_repair: bool) -> int:
        with scope.scope(firm):
            found = sweeping.sweep(at=timezone.now(), is_repair=is_repair)
        done = "removed" if is_repair else "to be removed by --repair"
        lines = [
            *(f"{firm.slug}: nothing knows {each}: {done}" for each in found.orphans),
            *(f"{firm.slug}: missing: {each}" for each in found.missing),
            *(f"{firm.slug}: of an unknown kind: {each}" for each in found.unknown),
        ]
        if found.unfinished:
            lines.append(f"{firm.slug}: {found.unfinished} unfinished, {done}")
        self.stdout.write("\n".join(lines or [f"{firm.slug}: all is in order"]))
        return len(found.missing)
