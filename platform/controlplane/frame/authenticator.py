"""The secret of an authenticator app (TOTP, RFC 6238) before it is switched on.

It waits in the session: until a code of it was typed, nothing is stored with the
account, and a page that was only looked at changes nothing.
"""

from __future__ import annotations

import base64
import time
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.http import HttpRequest
from django_otp.oath import TOTP
from django_otp.util import random_hex

KEY = "second_factor_secret"
ISSUER = "Tablinum"
SECRET_BYTES = 20  # as RFC 4226 recommends
DIGITS, SECONDS, TOLERANCE = 6, 30, 1


@dataclass(frozen=True, slots=True)
class Secret:
    """What the app and we share. `key` is hexadecimal, as django-otp keeps it."""

    key: str

    @property
    def text(self) -> str:
        """In base32, as one types it into an app."""
        return base64.b32encode(bytes.fromhex(self.key)).decode()

    @property
    def groups(self) -> str:
        """The text in groups of four, easier to read over."""
        return " ".join(self.text[at : at + 4] for at in range(0, len(self.text), 4))

    def link(self, email: str) -> str:
        """The address that an app opens, and that the picture says (Key URI Format)."""
        fields = {
            "secret": self.text,
            "issuer": ISSUER,
            "algorithm": "SHA1",
            "digits": DIGITS,
            "period": SECONDS,
        }
        return f"otpauth://totp/{ISSUER}:{quote(email)}?{urlencode(fields)}"

    def period_of(self, code: str) -> int | None:
        """The 30 seconds to which this code belongs, None when it is wrong.

        One period before and after is accepted: clocks differ a little.
        """
        totp = TOTP(bytes.fromhex(self.key), SECONDS, digits=DIGITS)
        totp.time = time.time()
        is_whole = len(code) == DIGITS and code.isdecimal()
        if not (is_whole and totp.verify(int(code), TOLERANCE)):
            return None
        return int(totp.t())


def pending(request: HttpRequest) -> Secret:
    """The secret that this session is setting up; a new one at first."""
    return Secret(request.session.setdefault(KEY, random_hex(SECRET_BYTES)))


def forget(request: HttpRequest) -> None:
    """It is switched on: it is in the account now."""
    request.session.pop(KEY, None)
