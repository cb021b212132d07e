"""One key for each purpose, from the data key of whoever is in force.

HKDF-SHA256 (RFC 5869): a key that leaks or is misused says nothing about the others.
"""

from __future__ import annotations

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tenants.crypto import keystore, owners


def derive(purpose: str, length: int = 32) -> bytes:
    """The key for this purpose; the same each time. Raises KeyMissing.

    A firm without a data key gets none, and no other key in its place.
    """
    if not purpose:
        raise ValueError("A key needs a purpose.")
    key = keystore.load(owners.current())
    found = key.derived.get((purpose, length))
    if found is None:
        found = _hkdf(key.secret, purpose, length)
        key.remember(purpose, found)
    return found


def _hkdf(secret: bytes, purpose: str, length: int) -> bytes:
    # no salt: the data key is random and full length already (RFC 5869, 3.1)
    kdf = HKDF(hashes.SHA256(), length=length, salt=None, info=purpose.encode())
    return kdf.derive(secret)
