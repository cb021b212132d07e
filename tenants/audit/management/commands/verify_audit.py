"""Verify audit logs against their seals and anchors."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tenants import scope
from tenants.audit import anchors, chain, sealing
from tenants.audit.findings import Report
from tenants.audit.log import StoredLog
from tenants.audit.tasks import WITH_LOGS
from tenants.audit.verifying import verify
from tenants.models import Firm


class Command(BaseCommand):
    """Recompute every seal from its rows, and compare it with what was anchored.

    Reports rows and seals that were changed, deleted, put in, or reordered, an end that
    was cut off, removals that the firm's term did not allow, anchors that are missing,
    and how many rows are not sealed yet. Exit code 1 when anything is wrong.
    """

    help = "Verify audit logs. Exit code 1 when anything was changed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which logs."""
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--firm", metavar="SLUG", help="one firm's log")
        which.add_argument("--all", action="store_true", help="all logs")
        which.add_argument("--public", action="store_true", help="the operators' log")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify one log after the other, and say what is wrong."""
        reports = []
        if options["public"] or options["all"]:
            with scope.public():
                reports.append(self._verify(chain.PUBLIC))
        for firm in _firms(options):
            with scope.scope(firm):
                reports.append(self._verify(firm.slug))
        if wrong := sum(not each.is_whole for each in reports):
            raise CommandError(f"{wrong} of {len(reports)} logs are not as they were.")

    def _verify(self, label: str) -> Report:
        report = verify(sealing.name(), StoredLog(), anchors.here(), at=timezone.now())
        state = "whole" if report.is_whole else f"{len(report.findings)} findings"
        self.stdout.write(
            f"{label}: {state}; {report.rows} rows in {report.seals} seals, "
            f"{report.waiting} not sealed yet{_removed(report)}"
        )
        for each in report.findings:
            self.stdout.write(f"  {each}")
        return report


def _removed(report: Report) -> str:
    if not report.removed:
        return ""
    return (
        f"; {report.removed} removed as the firm's term was over, "
        f"up to seal {report.removed_up_to}"
    )


def _firms(options: dict[str, Any]) -> list[Firm]:
    if options["public"]:
        return []
    with scope.public():
        firms = Firm.objects.filter(state__in=WITH_LOGS).order_by("slug")
        found = list(firms if options["all"] else firms.filter(slug=options["firm"]))
    if options["firm"] and not found:
        raise CommandError(f"There is no firm {options['firm']} with a log.")
    return found
