"""Signed values of a firm: the one door to Django's signing.

Django signs with one SECRET_KEY for the whole process; a value signed for user 7 of one
firm would hold for user 7 of another. Here the key is the firm's own.
"""

from __future__ import annotations

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from tenants import crypto

__all__ = [
    "BadSignature",
    "FirmTokenGenerator",
    "SignatureExpired",
    "TimestampSigner",
    "signer",
]


def signer(salt: str) -> TimestampSigner:
    """Signs and reads values of the firm in force; make it where it is used.

    `sign_object` and `unsign_object(max_age=...)` carry more than a string.
    """
    key = crypto.derive(f"signing:{salt}").hex()
    # an empty list, or Django would also accept its own SECRET_KEY_FALLBACKS
    return TimestampSigner(key=key, salt=salt, fallback_keys=[])


class FirmTokenGenerator(PasswordResetTokenGenerator):
    """Django's tokens for setting a new password, good in their own firm only."""

    key_salt = "tenants.signing.FirmTokenGenerator"

    @property
    def secret(self) -> str:  # type: ignore[override]
        """The key of the firm in force, asked for at each use."""
        return crypto.derive("password-reset").hex()

    @property
    def secret_fallbacks(  # type: ignore[override]
        self,
    ) -> list[str | bytes]:
        """None: Django's would be the whole platform's."""
        return []
