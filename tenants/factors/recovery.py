"""Recovery codes: ten, each works once, only their digests are kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from tenants import crypto

HOW_MANY = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
LENGTH = 12
PURPOSE = "recovery-codes"


def new_codes() -> list[str]:
    """Codes of 59 bits each, in three groups for the eye."""
    return [_grouped(_random()) for _number in range(HOW_MANY)]


def digest(code: str) -> bytes:
    """What is kept of a code: a hash keyed by the firm, or by the platform.

    However it was typed: groups, spaces and capitals make no difference.
    """
    plain = "".join(char for char in code.lower() if char.isalnum())
    typed = plain.encode(errors="surrogatepass")
    return hmac.digest(crypto.derive(PURPOSE), typed, hashlib.sha256)


def _random() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def _grouped(code: str) -> str:
    return "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))
