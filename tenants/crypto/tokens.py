"""Secrets that travel in a link: invitations, confirmations.

A token is computed from what it is for, so a mail that is sent twice carries the same
link, and nothing secret waits in the outbox. The database keeps only its digest.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from tenants.crypto.derivation import derive


def token(purpose: str, ident: str) -> str:
    """256 bits for this thing, safe in a URL: 43 characters, the same each time.

    `ident` names one use (an invitation's id), never a person: it must be new when the
    link has to be new.
    """
    key = derive(f"token:{purpose}")
    made = hmac.digest(key, ident.encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def digest(token: str) -> bytes:
    """What the database keeps of a token (SHA-256): enough to find, not to forge."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).digest()


def matches(token: str, kept: bytes) -> bool:
    """Whether a token is the one of this digest, in the same time for any answer."""
    return hmac.compare_digest(digest(token), kept)
