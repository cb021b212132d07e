"""The six digits of an invitation, for a device that does not get the mail.

A code is computed from its invitation with the firm's key, like the token of the link,
so a mail that is sent twice shows the same one. What is kept is a digest made with that
key too: six digits alone are guessed in no time by whoever has the table.
"""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from tenants import crypto

DIGITS = 6


def code_of(invitation: UUID) -> str:
    """The digits for this invitation."""
    made = hmac.digest(
        crypto.derive("invitation-code"), invitation.bytes, hashlib.sha256
    )
    return f"{int.from_bytes(made) % 10**DIGITS:0{DIGITS}}"


def digest(invitation: UUID, code: str) -> bytes:
    """What the database keeps of a code; of what somebody typed, to compare with it."""
    typed = code.encode(errors="surrogatepass")
    key = crypto.derive("invitation-code-digest")
    return hmac.digest(key, invitation.bytes + typed, hashlib.sha256)
