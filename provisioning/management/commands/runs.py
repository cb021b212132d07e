"""Runs that are not finished: see them, try one again, or undo one."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from provisioning import actions, driver
from provisioning.models import Run
from tenants import scope
from tenants.errors import DomainError


class Command(BaseCommand):
    """For operators, with the login `owner`. Without an option it only lists."""

    help = "List the runs that are not finished; try one again, or undo one."

    def add_arguments(self, parser: CommandParser) -> None:
        """A run is named by the address of its firm."""
        wish = parser.add_mutually_exclusive_group()
        wish.add_argument("--retry", metavar="SLUG", help="try a failed run again")
        wish.add_argument("--undo", metavar="SLUG", help="remove what a run has made")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked, then list."""
        try:
            if slug := options["retry"]:
                self._retry(slug)
            if slug := options["undo"]:
                driver.undo(_run(slug).pk)
        except DomainError as refusal:
            raise CommandError(refusal.message) from None
        with scope.public():
            for run in Run.objects.unfinished().select_related("firm"):
                self.stdout.write(_line(run))

    def _retry(self, slug: str) -> None:
        run = _run(slug)
        with scope.public():
            actions.retry(run, by=None, at=timezone.now())
        driver.drive(run.pk)


def _run(slug: str) -> Run:
    with scope.public():
        unfinished = Run.objects.unfinished().select_related("firm")
        run = unfinished.filter(firm__slug=slug).first()
    if run is None:
        raise CommandError(f"No unfinished run has the address {slug}.")
    return run


def _line(run: Run) -> str:
    when = "given up" if run.is_given_up else f"due {run.due_at:%Y-%m-%d %H:%M:%S}"
    return f"{run.firm.slug}  {run.state}  {when}  {run.error}".rstrip()
