"""Runs: see those that are not finished, or all of one firm; try again, or undo."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from provisioning import actions, driver
from provisioning.models import Run, RunKind
from tenants import scope
from tenants.errors import DomainError


class Command(BaseCommand):
    """For operators, with the login `owner`. Without an option it only lists."""

    help = "List the runs that are not finished; try one again, or undo one."

    def add_arguments(self, parser: CommandParser) -> None:
        """A run is named by the address of its firm: it has one unfinished at most."""
        parser.add_argument("--kind", choices=RunKind.values, help="only this kind")
        parser.add_argument(
            "--firm", metavar="SLUG", help="all runs of a firm, finished ones too"
        )
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
            for run in _listed(options["kind"], options["firm"]):
                self.stdout.write(_line(run))

    def _retry(self, slug: str) -> None:
        run = _run(slug)
        with scope.public():
            actions.retry(run, by=None, at=timezone.now())
        driver.drive(run.pk)


def _listed(kind: str | None, slug: str | None) -> list[Run]:
    runs = Run.objects.select_related("firm").order_by("created_at")
    runs = runs.filter(firm__slug=slug) if slug else runs.unfinished()
    return list(runs.filter(kind=kind) if kind else runs)


def _run(slug: str) -> Run:
    with scope.public():
        unfinished = Run.objects.unfinished().select_related("firm")
        run = unfinished.filter(firm__slug=slug).first()
    if run is None:
        raise CommandError(f"No unfinished run has the address {slug}.")
    return run


def _line(run: Run) -> str:
    return (
        f"{run.firm.slug}  {run.kind}  {run.state}  {_when(run)}  {run.error}".rstrip()
    )


def _when(run: Run) -> str:
    if run.finished_at:
        return f"{run.finished_at:%Y-%m-%d %H:%M:%S}"
    return "given up" if run.is_given_up else f"due {run.due_at:%Y-%m-%d %H:%M:%S}"
