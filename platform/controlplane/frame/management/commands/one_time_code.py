"""The code that an operator's authenticator shows now, where nobody has a phone."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from tenants import scope
from tenants.accounts.models import normalise_email


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
            device = TOTPDevice.objects.filter(user__email=email).first()
        if device is None:
            raise CommandError(f"{email} has no authenticator.")
        totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
        totp.time = time.time()
        self.stdout.write(f"{totp.token():0{device.digits}d}")
