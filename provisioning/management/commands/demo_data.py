"""Make the two firms of the demo, and its operators."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from provisioning.demo import filling, firms, operators
from provisioning.demo.devries import DEVRIES
from provisioning.demo.peeters import PEETERS
from provisioning.demo.plan import FirmPlan
from provisioning.usage import measuring
from tenants import scope
from tenants.accounts.roles import Role
from tenants.links import firm_url
from tenants.models import Firm

PLANS = (PEETERS, DEVRIES)


class Command(BaseCommand):
    """Make both firms and fill them; make operators. Runs as the login `owner`; safe to
    repeat.

    Everybody in them has one known password, so it refuses to run in production.
    """

    help = "Make the two firms of the demo, with people, cases and documents."

    def add_arguments(self, parser: CommandParser) -> None:
        """With --json the last line is for a program."""
        parser.add_argument(
            "--json", action="store_true", help="print sign-ins as JSON"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is missing, then say how to come in."""
        if settings.ENVIRONMENT == "production":
            raise CommandError("The demo's data has no place in production.")
        found = {
            "firms": [self._make(plan) for plan in PLANS],
            "operators": _operators(),
        }
        if options["json"]:
            self.stdout.write(json.dumps(found))

    def _make(self, plan: FirmPlan) -> dict[str, Any]:
        firm = firms.make(plan)
        with scope.scope(firm):
            filling.fill(plan, at=timezone.now())
            found = _sign_ins(plan, firm)
        measuring.measure(firm, at=timezone.now())  # else operators wait for the clock
        self.stdout.write(f"{firm.name}: {found['address']}")
        return found


def _operators() -> list[dict[str, str]]:
    with scope.public():
        return [
            {
                "role": str(one.role),
                "email": one.email,
                "password": filling.PASSWORD,
                "secret": operators.settle(one, password=filling.PASSWORD),
            }
            for one in operators.OPERATORS
        ]


def _sign_ins(plan: FirmPlan, firm: Firm) -> dict[str, Any]:
    staff = [(one.role, one.email) for one in (plan.owner, *plan.staff)]
    clients = [(Role.CLIENT, one.email) for one in plan.contacts if one.is_active]
    return {
        "name": firm.name,
        "address": firm_url("/"),
        "signins": [
            {"role": str(role), "email": email, "password": filling.PASSWORD}
            for role, email in (*staff, *clients)
        ],
    }
