"""A data key in its envelope: encrypted with a master key, named for its owner.

The owner and the master key's name are authenticated with it, so the file of one firm
put in another firm's place does not open.
"""

from __future__ import annotations

import json
from typing import Any

from tenants.crypto import keyring
from tenants.crypto.errors import KeyRefused
from tenants.crypto.keyring import KeyRing, KmsKey
from tenants.crypto.kms import KmsMaster
from tenants.crypto.masters import Label, LocalMaster, Master

VERSION = 1


def wrap(data_key: bytes, *, owner: str, ring: KeyRing) -> bytes:
    """The text of a key file, wrapped by the current master key.

    Raises KeyServiceAway when that one is elsewhere and does not answer.
    """
    name, secret = keyring.current(ring)
    label = Label(VERSION, owner, name)
    envelope = {
        "version": VERSION,
        "owner": owner,
        "master": name,
        **_master(secret).wrap(data_key, label),
    }
    return json.dumps(envelope, indent=1).encode() + b"\n"


def unwrap(text: bytes, *, owner: str, ring: KeyRing) -> bytes:
    """The data key in the text of a key file. Raises KeyRefused, or KeyServiceAway."""
    envelope = _envelope(text, owner)
    name = str(envelope["master"])
    secret = keyring.secret_of(ring, name)
    if secret is None:
        raise KeyRefused(
            f"The key of {owner} is wrapped by master key {name}, "
            "which is not in TABLINUM_MASTER_KEYS."
        )
    return _master(secret).unwrap(envelope, Label(VERSION, owner, name))


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
    if not {"master", "key"} <= envelope.keys():
        raise KeyRefused(f"The key file of {owner} is incomplete.")
    return envelope


def _master(secret: bytes | KmsKey) -> Master:
    return KmsMaster(secret) if isinstance(secret, KmsKey) else LocalMaster(secret)
