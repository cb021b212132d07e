"""Keys and secrets of the firm in force, or of the platform in `public()`.

Each firm has one data key, made at provisioning and destroyed at erasure. Everything
secret is derived from it for one purpose, so nothing of one firm opens with another's.
"""

from tenants.crypto.derivation import derive
from tenants.crypto.errors import (
    CryptoError,
    DecryptionError,
    KeyMissing,
    KeyRefused,
    KeyRingError,
    KeyServiceAway,
)
from tenants.crypto.keystore import create as create_key
from tenants.crypto.keystore import destroy as destroy_key
from tenants.crypto.owners import PLATFORM
from tenants.crypto.sealing import decrypt, encrypt
from tenants.crypto.tokens import digest, matches, token

__all__ = [
    "PLATFORM",
    "CryptoError",
    "DecryptionError",
    "KeyMissing",
    "KeyRefused",
    "KeyRingError",
    "KeyServiceAway",
    "create_key",
    "decrypt",
    "derive",
    "destroy_key",
    "digest",
    "encrypt",
    "matches",
    "token",
]
