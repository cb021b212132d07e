"""Keep one firm as it is now, or all of them."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from provisioning.backup import actions, queries
from provisioning.backup.models import Backup
from provisioning.management import driving
from tenants import scope
from tenants.errors import DomainError
from tenants.models import Firm


class Command(BaseCommand):
    """For operators, with the login `owner`."""

    help = "Back up a firm: its rows and its files, encrypted with its own key."

    def add_arguments(self, parser: CommandParser) -> None:
        """A firm is named by its address."""
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("slug", nargs="?", help="the firm's address")
        which.add_argument(
            "--all", action="store_true", help="every active and suspended firm"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """One firm after the other; those that fail are named at the end."""
        failed = []
        for firm in self._firms(**options):
            try:
                self.stdout.write(_line(firm, _back_up(firm)))
            except CommandError as error:
                failed.append(f"{firm.slug}: {error}")
        if failed:
            raise CommandError("\n".join(failed))

    def _firms(self, *, slug: str | None, **options: Any) -> list[Firm]:
        if slug:
            return [driving.firm(slug)]
        with scope.public():
            firms = Firm.objects.filter(state__in=queries.KEPT_IN)
            return list(firms.order_by("slug"))


def _back_up(firm: Firm) -> Backup:
    try:
        with scope.public():
            run = actions.back_up(firm, by=None, at=timezone.now())
    except DomainError as refusal:
        raise CommandError(refusal.message) from None
    driving.to_the_end(run)
    with scope.public():
        return Backup.objects.get(pk=run.pk)


def _line(firm: Firm, backup: Backup) -> str:
    return (
        f"{firm.slug}  {backup.pk}  {backup.rows} rows, {backup.objects_count} files, "
        f"{filesizeformat(backup.size)}"
    )
