"""Recovery codes: ten, each works once, only hashes of them are kept.

A code has 59 bits, too few for a plain hash (OWASP ASVS 5.0, 6.5.2). So it is hashed
twice: keyed by the firm, whose key is not in the database, and then by Argon2id with a
salt of the person's own. Whoever has the tables needs the key, and whoever has the key
as well still pays for each guess.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from argon2.low_level import Type, hash_secret_raw

from tenants import crypto

HOW_MANY = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
LENGTH = 12
PURPOSE = "recovery-codes"
SALT_BYTES, DIGEST_BYTES = 16, 32
# What ASVS 5.0 asks of Argon2id at least (appendix C); ten of them are made at once.
ROUNDS, KIBIBYTES = 2, 19_456


def new_codes() -> list[str]:
    """Codes of 59 bits each, in three groups for the eye."""
    return [_grouped(_random()) for _number in range(HOW_MANY)]


def new_salt() -> bytes:
    """The salt of one person's codes."""
    return secrets.token_bytes(SALT_BYTES)


def digest(code: str, salt: bytes) -> bytes:
    """What is kept of a code.

    However it was typed: groups, spaces and capitals make no difference.
    """
    return hash_secret_raw(
        _keyed(code),
        salt,
        time_cost=ROUNDS,
        memory_cost=KIBIBYTES,
        parallelism=1,
        hash_len=DIGEST_BYTES,
        type=Type.ID,
    )


def _keyed(code: str) -> bytes:
    plain = "".join(char for char in code.lower() if char.isalnum())
    typed = plain.encode(errors="surrogatepass")
    return hmac.digest(crypto.derive(PURPOSE), typed, hashlib.sha256)


def _random() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def _grouped(code: str) -> str:
    return "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))
