"""The code that an operator's authenticator shows now, where nobody has a phone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tenants import scope
from tenants.accounts.models import normalise_email
from tenants.factors.models import Authenticator


class Command(BaseCommand):
    """Print the code of an operator. For the demo: it runs in development only."""

    help = "Print the code that an operator's authenticator shows now (demo only)."

    def add_arguments(self, parser: CommandParser) -> None:
        """The address says whose."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compute it, unless this is a real platform."""
        if settings.ENVIRONMENT != "development":
            raise CommandError("Codes are told in the environment development only.")
        email = normalise_email(options["email"])
        with scope.public():
            device = Authenticator.objects.filter(user__email=email).first()
            if device is None:
                raise CommandError(f"{email} has no authenticator.")
            code = device.secret.code(at=timezone.now())
        self.stdout.write(code)
