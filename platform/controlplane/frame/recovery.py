"""Recovery codes: ten, each works once, only their digests are kept."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from tenants import crypto

HOW_MANY = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
LENGTH, DIGEST_LENGTH = 12, 16


def new_codes() -> list[str]:
    """Codes of 59 bits each, in three groups for the eye."""
    return [_grouped(_random()) for _number in range(HOW_MANY)]


def digest(code: str) -> str:
    """What is kept of a code: 80 bits of a keyed hash, as long as django-otp has room.

    However it was typed: groups, spaces and capitals make no difference.
    """
    plain = "".join(char for char in code.lower() if char.isalnum())
    key = crypto.derive("operators-recovery-codes")
    made = hmac.digest(key, plain.encode(), hashlib.sha256)
    return base64.b32encode(made).decode()[:DIGEST_LENGTH]


def _random() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def _grouped(code: str) -> str:
    return "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))
