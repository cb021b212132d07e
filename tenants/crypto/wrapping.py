"""A data key in its envelope: encrypted with a master key, named for its owner.

The owner and the master key's name are authenticated with it (AES-256-GCM, NIST SP
800-38D), so the file of one firm put in another firm's place does not open.
"""

from __future__ import annotations

import base64
import json
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tenants.crypto import keyring
from tenants.crypto.errors import KeyRefused
from tenants.crypto.keyring import KeyRing

VERSION = 1
NONCE_BYTES = 12


def wrap(data_key: bytes, *, owner: str, ring: KeyRing) -> bytes:
    """The text of a key file, wrapped by the current master key."""
    master, secret = keyring.current(ring)
    nonce = secrets.token_bytes(NONCE_BYTES)
    wrapped = AESGCM(secret).encrypt(nonce, data_key, _named(owner, master))
    envelope = {
        "version": VERSION,
        "owner": owner,
        "master": master,
        "nonce": base64.b64encode(nonce).decode(),
        "key": base64.b64encode(wrapped).decode(),
    }
    return json.dumps(envelope, indent=1).encode() + b"\n"


def unwrap(text: bytes, *, owner: str, ring: KeyRing) -> bytes:
    """The data key in the text of a key file. Raises KeyRefused."""
    envelope = _envelope(text, owner)
    master = str(envelope["master"])
    secret = keyring.secret_of(ring, master)
    if secret is None:
        raise KeyRefused(
            f"The key of {owner} is wrapped by master key {master}, "
            "which is not in TABLINUM_MASTER_KEYS."
        )
    try:
        nonce = base64.b64decode(envelope["nonce"], validate=True)
        wrapped = base64.b64decode(envelope["key"], validate=True)
        return AESGCM(secret).decrypt(nonce, wrapped, _named(owner, master))
    except (InvalidTag, ValueError, TypeError):
        raise KeyRefused(f"The key file of {owner} does not open.") from None


def master_of(text: bytes, *, owner: str) -> str:
    """The name of the master key that wraps this file. Raises KeyRefused."""
    return str(_envelope(text, owner)["master"])


def _envelope(text: bytes, owner: str) -> dict[str, Any]:
    try:
        envelope = json.loads(text)
    except ValueError:
        raise KeyRefused(f"The key file of {owner} cannot be read.") from None
    if not isinstance(envelope, dict) or envelope.get("version") != VERSION:
        raise KeyRefused(f"The key file of {owner} has an unknown version.")
    if not {"master", "nonce", "key"} <= envelope.keys():
        raise KeyRefused(f"The key file of {owner} is incomplete.")
    return envelope


def _named(owner: str, master: str) -> bytes:
    return "\0".join(("tablinum data key", str(VERSION), owner, master)).encode()
