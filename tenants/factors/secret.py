"""The seed of an authenticator app (TOTP, RFC 6238), and the codes that it makes."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote, urlencode

from django_otp.oath import TOTP

SEED_BYTES = 20  # as RFC 4226 recommends
DIGITS, SECONDS, TOLERANCE = 6, 30, 1


@dataclass(frozen=True, slots=True)
class Secret:
    """What the app and we share."""

    seed: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """In base32, as one types it into an app."""
        return base64.b32encode(self.seed).decode()

    @property
    def groups(self) -> str:
        """The text in groups of four, easier to read over."""
        return " ".join(self.text[at : at + 4] for at in range(0, len(self.text), 4))

    def link(self, email: str, *, issuer: str) -> str:
        """The address that an app opens, and that the picture says (Key URI Format)."""
        fields = {
            "secret": self.text,
            "issuer": issuer,
            "algorithm": "SHA1",
            "digits": DIGITS,
            "period": SECONDS,
        }
        # a colon parts issuer and account, so none may stand in the name
        label = f"{quote(issuer.replace(':', ' '))}:{quote(email)}"
        return f"otpauth://totp/{label}?{urlencode(fields, quote_via=quote)}"

    def code(self, *, at: datetime) -> str:
        """The code that the app shows at this moment."""
        return f"{self._totp(at).token():0{DIGITS}d}"

    def period_of(self, code: str, *, at: datetime, after: int = -1) -> int | None:
        """The 30 seconds to which this code belongs, None when it is wrong.

        One period before and after is accepted: clocks differ a little. `after` is the
        period whose code was used last: it, and all before it, count no more.
        """
        totp = self._totp(at)
        is_whole = len(code) == DIGITS and code.isascii() and code.isdecimal()
        if not (is_whole and totp.verify(int(code), TOLERANCE, after + 1)):
            return None
        return int(totp.t())

    def _totp(self, at: datetime) -> TOTP:
        totp = TOTP(self.seed, SECONDS, digits=DIGITS)
        totp.time = at.timestamp()
        return totp


def new() -> Secret:
    """A random one."""
    return Secret(secrets.token_bytes(SEED_BYTES))
