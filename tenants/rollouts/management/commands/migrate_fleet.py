"""Bring the tables of all firms to this release."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from tenants.database import template
from tenants.database.fleet.plan import NotAtomic
from tenants.database.template import NoTemplate
from tenants.rollouts import fleet, rollout
from tenants.rollouts.migrating import Outcome
from tenants.rollouts.rollout import FleetMigration, NoSuchFirm, Result, Wish


class Command(BaseCommand):
    """For deployments, after `bootstrap` and before the new code starts.

    Runs as the login `owner`. May be killed and run again; see docs/migrations.md.
    """

    help = "Bring the tables of all firms to this release."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Without an option: everything, the oldest active firm first."""
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--check", action="store_true", help="exit 1 when a firm is behind"
        )
        what.add_argument(
            "--plan", action="store_true", help="show what would be done, and stop"
        )
        parser.add_argument("--firm", default="", metavar="SLUG", help="only this one")
        parser.add_argument("--canary", default="", metavar="SLUG", help="the first")
        parser.add_argument(
            "--wave-size", type=int, default=0, metavar="N", help="default: growing"
        )
        parser.add_argument(
            "--max-failures", type=int, default=5, metavar="N", help="then it stops"
        )
        parser.add_argument(
            "--lock-timeout", type=int, default=1000, metavar="MS", help="for one lock"
        )
        parser.add_argument(
            "--jobs", type=int, default=rollout.JOBS, metavar="N", help="connections"
        )
        parser.add_argument(
            "--verify", action="store_true", help="ask the tables, not Firm.release"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, plan or migrate."""
        wish = Wish(
            firm=options["firm"], canary=options["canary"],
            wave_size=options["wave_size"], max_failures=options["max_failures"],
            lock_ms=options["lock_timeout"], jobs=options["jobs"],
            is_thorough=options["verify"],
        )  # fmt: skip
        try:
            if options["check"]:
                self._check(wish)
            elif options["plan"]:
                self._plan(wish)
            else:
                self._migrate(wish)
        except (NoTemplate, NotAtomic, NoSuchFirm) as error:
            raise CommandError(str(error)) from None

    def _check(self, wish: Wish) -> None:
        meant, behind = rollout.look(wish)
        groups = fleet.groups(behind) if behind else []
        late = [
            *fleet.without_tables(behind, groups),
            *(each for group in groups if group.missing for each in group.members),
        ]
        if late:
            names = ", ".join(each.slug for each in late[:10])
            more = ", ..." if len(late) > 10 else ""  # noqa: PLR2004  (a line's worth)
            raise CommandError(
                f"{len(late)} of {len(meant)} firms are behind: {names}{more}"
            )
        self.stdout.write(f"None of {len(meant)} firms is behind.")

    def _plan(self, wish: Wish) -> None:
        meant, behind = rollout.look(wish)
        groups = fleet.groups(behind) if behind else []
        for lost in fleet.without_tables(behind, groups):
            self.stdout.write(f"{lost.slug} has no tables.")
        for group, plan in rollout.plans(groups):
            names = ", ".join(f"{app}.{name}" for app, name in plan.missing)
            firms = len(group.behind(template.release()))
            self.stdout.write(f"\n{firms} firms need {names or 'no migration'}:")
            for line in plan.lines():
                self.stdout.write(f"  {line}")
        self.stdout.write(f"\n{len(behind)} of {len(meant)} firms are to be looked at.")

    def _migrate(self, wish: Wish) -> None:
        with tqdm(unit=" firms", disable=not sys.stderr.isatty(), leave=False) as bar:

            def begin(firms: int) -> None:
                bar.reset(total=firms)

            def report(outcome: Outcome) -> None:
                bar.update()
                if outcome.error:
                    bar.write(f"{outcome.slug}: {outcome.error}", file=sys.stderr)

            result = FleetMigration(
                wish, clock=timezone.now, begin=begin, report=report
            ).run()
        self._tell(result)

    def _tell(self, result: Result) -> None:
        ahead = f", {result.ahead} ahead of this code" if result.ahead else ""
        told = f"{result.done} of {result.firms} firms migrated{ahead}"
        if not result.is_good:
            failed = f"{told}, {len(result.failures)} failed. {result.error}"
            raise CommandError(failed.strip())
        self.stdout.write(f"{told}. All are at release {template.release()[:12]}.")
