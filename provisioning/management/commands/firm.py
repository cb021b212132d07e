"""The life of one firm, for operators without pages."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from provisioning import actions, driver
from provisioning.models import Run
from tenants import scope
from tenants.errors import DomainError
from tenants.models import Firm

VERBS = ("suspend", "resume", "close", "reopen", "erase")


class Command(BaseCommand):
    """Starts a run and drives it to its end. With the login `owner`."""

    help = "Suspend, resume, close, reopen or erase a firm."

    def add_arguments(self, parser: CommandParser) -> None:
        """What cannot be undone asks for the firm's address a second time."""
        parser.add_argument("verb", choices=VERBS)
        parser.add_argument("slug", help="the firm's address")
        parser.add_argument("--reason", default="", help="written in the log")
        parser.add_argument("--yes-close", metavar="SLUG", default="")
        parser.add_argument(
            "--yes-erase",
            metavar="SLUG",
            default="",
            help="erase a closing firm before its day",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how far it came."""
        try:
            run = _start(options)
        except DomainError as refusal:
            raise CommandError(refusal.message) from None
        driver.drive(run.pk)
        with scope.public():
            run = Run.objects.select_related("firm").get(pk=run.pk)
        if run.finished_at is None:
            raise CommandError(run.error or "Another driver is at it.")
        self.stdout.write(f"{options['slug']}: {run.kind} {run.state}")


def _start(options: dict[str, Any]) -> Run:
    given = {"by": None, "at": timezone.now(), "reason": options["reason"]}
    if options["verb"] == "close":
        given["typed"] = options["yes_close"]
    if options["verb"] == "erase":
        given["typed"] = options["yes_erase"]
    with scope.public():
        firm = Firm.objects.filter(slug=options["slug"]).first()
        if firm is None:
            raise CommandError(f"No firm has the address {options['slug']}.")
        run: Run = getattr(actions, options["verb"])(firm, **given)
    return run
