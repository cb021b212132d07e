"""The first operator, and a way in for the last one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from controlplane.team import actions, links
from controlplane.team.forms import ROLES
from controlplane.team.models import Invitation
from tenants import scope
from tenants.accounts.models import User, normalise_email
from tenants.accounts.roles import OPERATORS, Role
from tenants.errors import DomainError

AT_THE_CONSOLE = "at the console of a server"


class Command(BaseCommand):
    """Make an operator, and print the one-time link that opens the account.

    With --renew: a new link for one who is there, whose password and second factor
    stop working. For the day on which the last administrator cannot get in.
    """

    help = "Make an operator, and print the one-time link to choose a password."

    def add_arguments(self, parser: CommandParser) -> None:
        """The address says who it is."""
        parser.add_argument("email")
        parser.add_argument("--name", help="as it stands in the log")
        parser.add_argument(
            "--role", default=Role.ADMIN, choices=[role.value for role in ROLES]
        )
        parser.add_argument(
            "--language", default="en", choices=sorted(dict(settings.LANGUAGES))
        )
        parser.add_argument(
            "--renew", action="store_true", help="for an operator who is locked out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is asked for, then print the link."""
        with scope.public():
            try:
                made = _renewed(options) if options["renew"] else _invited(options)
            except DomainError as refusal:
                raise CommandError(refusal.message) from None
            self.stdout.write(
                f"One-time link for {made.user.email}, until"
                f" {made.expires_at:%Y-%m-%d %H:%M %Z}:"
            )
            self.stdout.write(links.url(made))


def _invited(options: dict[str, Any]) -> Invitation:
    if not options["name"]:
        raise CommandError("Give the operator's --name.")
    try:
        validate_email(options["email"])
    except ValidationError:
        raise CommandError(f"{options['email']} is no e-mail address.") from None
    return actions.invite(
        email=options["email"],
        name=options["name"],
        role=Role(options["role"]),
        language=options["language"],
        by=None,
        at=timezone.now(),
    )


def _renewed(options: dict[str, Any]) -> Invitation:
    email = normalise_email(options["email"])
    operator = User.objects.filter(role__in=OPERATORS, email=email).first()
    if operator is None:
        raise CommandError(f"No operator has the address {email}.")
    return actions.renew_access(
        operator, is_factor_lost=True, by=None, at=timezone.now(), reason=AT_THE_CONSOLE
    )
