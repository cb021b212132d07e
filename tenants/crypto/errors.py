"""What can go wrong with keys. None of these texts is meant for a visitor."""

from __future__ import annotations


class CryptoError(RuntimeError):
    """Something that is kept secret could not be made or read."""


class KeyRingError(CryptoError, ValueError):
    """The master keys, as configured, cannot be used."""


class KeyMissing(CryptoError):  # noqa: N818  (reads as what happened)
    """The firm, or the platform, has no data key. Nothing falls back to another one."""


class KeyRefused(CryptoError):  # noqa: N818  (reads as what happened)
    """A key file does not open: swapped, damaged, or its master key is gone."""


class KeyServiceAway(CryptoError):  # noqa: N818  (reads as what happened)
    """Who holds the master key does not answer now. Nothing is done without it."""


class DecryptionError(CryptoError):
    """The data was not encrypted here, for this purpose and place, or was changed."""
