"""Where the data keys are: a folder of files outside PostgreSQL, one for each owner.

Outside, so that no backup and no log of the database brings the key of an erased firm
back. A file holds the key wrapped by a master key, which is in the environment only:
neither the folder nor the environment is enough to read anything.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

from tenants.crypto import folder, keyring, owners, wrapping
from tenants.crypto.errors import KeyMissing
from tenants.crypto.keyring import KEY_BYTES, KeyRing
from tenants.crypto.opened import OpenKey, OpenKeys, Stamp

SUFFIX = ".json"

_opened = OpenKeys()


def create(owner: str | UUID) -> None:
    """Make the owner's data key, unless there is one. May run twice, and at once."""
    file = _file(owner)
    if file.exists():
        return
    text = wrapping.wrap(
        secrets.token_bytes(KEY_BYTES), owner=owners.named(owner), ring=_ring()
    )
    with folder.locked(file.parent):
        folder.write_once(file, text)


def exists(owner: str | UUID) -> bool:
    """Whether the owner has a data key."""
    return _file(owner).exists()


def load(owner: str | UUID) -> OpenKey:
    """The owner's data key, open. Raises KeyMissing, or KeyRefused.

    The look at the file's stamp (microseconds) each time is what makes a destroyed key
    useless at once in the other processes too.
    """
    file = _file(owner)
    stamp = _stamp(file, owner)
    if (found := _opened.get(file, stamp)) is not None:
        return found
    text = _read(file, owner)
    secret = wrapping.unwrap(text, owner=owners.named(owner), ring=_ring())
    key = OpenKey(stamp, secret)
    _opened.put(file, key)
    return key


def destroy(owner: str | UUID) -> None:
    """Make all that the owner encrypted unreadable, for good. May run twice."""
    file = _file(owner)
    with folder.locked(file.parent):
        folder.remove(file)
    _opened.forget(file)


def rewrap(owner: str | UUID) -> bool:
    """Wrap the data key by the current master key; False when it was already.

    The data key stays the same, so nothing has to be encrypted again.
    """
    file, name, ring = _file(owner), owners.named(owner), _ring()
    with folder.locked(file.parent):
        text = _read(file, owner)
        if wrapping.master_of(text, owner=name) == keyring.current(ring)[0]:
            return False
        secret = wrapping.unwrap(text, owner=name, ring=ring)
        folder.replace(file, wrapping.wrap(secret, owner=name, ring=ring))
    return True


def rewrap_all() -> int:
    """Wrap every data key by the current master key; the number that changed.

    Afterwards the older master keys can leave the ring.
    """
    return sum(rewrap(owner) for owner in list(all_owners()))


def all_owners() -> Iterator[str]:
    """Everybody who has a data key."""
    return (file.stem for file in sorted(_folder().glob(f"*{SUFFIX}")))


def _file(owner: str | UUID) -> Path:
    return _folder() / f"{owners.named(owner)}{SUFFIX}"


def _folder() -> Path:
    return Path(settings.KEY_STORE)


def _ring() -> KeyRing:
    return tuple(settings.MASTER_KEYS)


def _stamp(file: Path, owner: str | UUID) -> Stamp:
    try:
        found = file.stat()
    except FileNotFoundError:
        _opened.forget(file)
        raise _missing(owner) from None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _read(file: Path, owner: str | UUID) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise _missing(owner) from None


def _missing(owner: str | UUID) -> KeyMissing:
    return KeyMissing(f"There is no data key of {owner} in {_folder()}.")
