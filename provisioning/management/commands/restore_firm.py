"""Put a firm back to what it was at a backup."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from provisioning.backup import actions, queries
from provisioning.backup.models import Backup
from provisioning.management import driving
from tenants import scope
from tenants.errors import DomainError
from tenants.models import Firm

LATEST = "latest"


class Command(BaseCommand):
    """For operators, with the login `owner`."""

    help = (
        "Restore a firm from a backup. What is there now is backed up first. "
        "Everybody of the firm must sign in again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The address is asked for once more, unless it is given in --yes."""
        parser.add_argument("slug", help="the firm's address")
        parser.add_argument(
            "--backup", default=LATEST, help="a key from bin/manage backups, or latest"
        )
        parser.add_argument(
            "--yes", metavar="SLUG", help="the address again, to confirm"
        )
        parser.add_argument(
            "--reason", default="by the command line", help="what the log shall say"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Confirm, then drive the run to its end."""
        firm = driving.firm(options["slug"])
        backup = chosen(firm, options["backup"])
        self._confirm(firm, backup, options["yes"])
        try:
            with scope.public():
                run = actions.restore(
                    backup, by=None, at=timezone.now(), reason=options["reason"]
                )
        except DomainError as refusal:
            raise CommandError(refusal.message) from None
        driving.to_the_end(run)
        self.stdout.write(
            f"{firm.slug} is what it was on {backup.started_at:%Y-%m-%d %H:%M} UTC. "
            f"What it was before is backup {run.pk}."
        )

    def _confirm(self, firm: Firm, backup: Backup, typed: str | None) -> None:
        if typed is None:
            self.stdout.write(
                f"{firm.name} goes back to {backup.started_at:%Y-%m-%d %H:%M} UTC. "
                "Its portal is closed for a moment."
            )
            typed = input("Type its address to confirm: ")
        if typed.strip() != firm.slug:
            raise CommandError("Not confirmed. Nothing was done.")


def chosen(firm: Firm, wish: str) -> Backup:
    """The backup that was meant. Raises CommandError."""
    with scope.public():
        if wish == LATEST:
            found = queries.latest(firm)
        else:
            found = queries.kept(firm).filter(pk=_key(wish)).first()
        if found:
            found.firm = firm
            return found
    raise CommandError(f"{firm.slug} has no such backup; see bin/manage backups.")


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise CommandError(f"{text} is not the key of a backup.") from None
