"""Try a backup out: restored aside, compared, thrown away."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from provisioning.backup import drills, queries
from provisioning.backup.models import Backup, Drill, DrillState
from provisioning.management import driving
from provisioning.management.commands.restore_firm import LATEST, chosen
from tenants import scope


class Command(BaseCommand):
    """For operators, with the login `owner`. Exits with 1 when the drill failed."""

    help = "Hold a drill with a firm's backup, or with a firm's by chance."

    def add_arguments(self, parser: CommandParser) -> None:
        """Without an address, chance decides."""
        parser.add_argument("slug", nargs="?", help="the firm's address")
        parser.add_argument(
            "--backup", default=LATEST, help="a key from bin/manage backups, or latest"
        )

    def handle(self, *args: Any, slug: str | None = None, **options: Any) -> None:
        """Hold it, and say what was found."""
        backup = _backup(slug, options["backup"])
        drill = drills.hold(backup, at=timezone.now())
        self.stdout.write(_line(backup, drill))
        if drill.state != DrillState.PASSED:
            raise CommandError("\n".join(drill.report["problems"]))


def _backup(slug: str | None, wish: str) -> Backup:
    with scope.public():
        firm = None if slug else queries.some_firm()
    if slug is None and firm is None:
        raise CommandError("No firm has a backup.")
    return chosen(firm or driving.firm(str(slug)), wish)


def _line(backup: Backup, drill: Drill) -> str:
    report = drill.report
    return (
        f"{backup.firm.slug}  {backup.pk}  {drill.state}: {report['tables']} tables, "
        f"{report['rows']} rows, {report['objects']} files in {report['seconds']} s"
    )
