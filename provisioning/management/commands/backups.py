"""Which backups there are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.management import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from provisioning.backup import keeping
from provisioning.backup.damage import Damaged
from provisioning.backup.models import Backup, BackupState
from provisioning.management import driving
from tenants import scope
from tenants.models import Firm


class Command(BaseCommand):
    """For operators."""

    help = "List the backups of a firm, or the last one of each firm."

    def add_arguments(self, parser: CommandParser) -> None:
        """A firm is named by its address."""
        parser.add_argument("slug", nargs="?", help="the firm's address")
        parser.add_argument(
            "--adopt", metavar="KEY", type=UUID,
            help="list a backup again that lies there and is not known here",
        )  # fmt: skip

    def handle(self, *args: Any, slug: str | None = None, **options: Any) -> None:
        """The newest comes first."""
        firm = driving.firm(slug) if slug else None
        if key := options["adopt"]:
            _adopt(firm, key)
        with scope.public():
            backups = Backup.objects.exclude(state=BackupState.REMOVED)
            backups = backups.select_related("firm").order_by("firm__slug")
            if firm:
                found = backups.filter(firm=firm).order_by("-started_at")
            else:
                found = backups.order_by("firm__slug", "-started_at")
                found = found.distinct("firm__slug")
            for backup in found:
                self.stdout.write(_line(backup))


def _adopt(firm: Firm | None, key: UUID) -> None:
    """A backup that was made by another database, a recovered one for example."""
    if firm is None:
        raise CommandError("Say whose backup it is.")
    try:
        keeping.seal(firm, key, at=timezone.now())
    except Damaged as damage:
        raise CommandError(str(damage)) from None


def _line(backup: Backup) -> str:
    return (
        f"{backup.firm.slug}  {backup.pk}  {backup.started_at:%Y-%m-%d %H:%M}  "
        f"{backup.state}  {backup.rows} rows, {backup.objects_count} files, "
        f"{filesizeformat(backup.size)}  {backup.error}".rstrip()
    )
