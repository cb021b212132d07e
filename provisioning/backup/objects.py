"""Stored files: copied to the shelf once, checked there, and put back."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import default_storage

from provisioning.backup.damage import Damaged
from provisioning.backup.manifest import ObjectEntry
from provisioning.backup.shelf import OBJECTS, Shelf
from tenants import scope
from tenants.crypto import DecryptionError
from tenants.models import Firm
from tenants.storage.temporary import SealedTemporaryFile

log = logging.getLogger(__name__)

PART_BYTES = 1024 * 1024


def copy(
    firm: Firm, shelf: Shelf, *, known: dict[str, ObjectEntry]
) -> Iterator[ObjectEntry]:
    """Copy each of the firm's files that is not on the shelf yet, and list it.

    `known` is what an earlier backup listed: a file with the same size and time has
    not changed since, and is not read again. Of one that does not open any more the
    earlier copy stays listed: a damaged file may not stand in the way of a restore.
    """
    kept = shelf.names(OBJECTS)
    with scope.scope(firm):
        for key in sorted(_walk("")):
            size = default_storage.size(key)
            modified = default_storage.get_modified_time(key).isoformat()
            before = known.get(key)
            if before and (before.size, before.modified) == (size, modified):
                sha256 = before.sha256
            elif not (sha256 := live_sha256(key)):
                log.error("the stored file %s of %s does not open", key, firm.pk)
                yield from [before] if before else []
                continue
            if (name := shelf.object_name(sha256)) not in kept:
                shelf.write(name, _live(key, expect=sha256))
                kept.add(name)
            yield ObjectEntry(key, size, sha256, modified)


def put_back(firm: Firm, shelf: Shelf, entry: ObjectEntry) -> bool:
    """Make the firm's stored file what it was; False when it still is.

    The copy is read and proven before anything is changed. Raises Damaged.
    """
    with scope.scope(firm):
        if live_sha256(entry.key) == entry.sha256:
            return False
        with SealedTemporaryFile() as file:
            for part in proven(shelf, entry):
                file.write(part)
            file.seek(0)
            _replace(entry.key, file)
        if live_sha256(entry.key) != entry.sha256:
            raise Damaged(f"The stored file {entry.key} did not come back whole.")
    return True


def proven(shelf: Shelf, entry: ObjectEntry) -> Iterator[bytes]:
    """The bytes of a copy. Raises Damaged, at the latest at its end."""
    digest = hashlib.sha256()
    for part in shelf.read(shelf.object_name(entry.sha256)):
        digest.update(part)
        yield part
    if digest.hexdigest() != entry.sha256:
        raise Damaged(f"The copy of {entry.key} holds something else.")


def live_sha256(key: str) -> str:
    """The SHA-256 of a stored file of the firm in force.

    Empty when it is missing or does not open, so that a restore brings it back.
    """
    digest = hashlib.sha256()
    try:
        for part in _live(key):
            digest.update(part)
    except (FileNotFoundError, DecryptionError):
        return ""
    return digest.hexdigest()


def remove(firm: Firm, keys: set[str]) -> None:
    """Remove stored files of the firm."""
    with scope.scope(firm):
        for key in keys:
            default_storage.delete(key)


def _walk(folder: str) -> Iterator[str]:
    """The names of all files of the firm in force."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    inside = f"{folder}/" if folder else ""
    yield from (f"{inside}{name}" for name in files)
    for name in folders:
        yield from _walk(f"{inside}{name}")


def _live(key: str, *, expect: str = "") -> Iterator[bytes]:
    digest = hashlib.sha256()
    with default_storage.open(key) as file:
        while part := file.read(PART_BYTES):
            digest.update(part)
            yield part
    if expect and digest.hexdigest() != expect:
        raise Damaged(f"The stored file {key} changed while it was read.")


def _replace(key: str, file: IO[Any]) -> None:
    """A stored file is never overwritten, so the wrong one goes first."""
    default_storage.delete(key)
    saved = default_storage.save(key, File(file, name=key))
    if saved != key:
        raise Damaged(f"The stored file {key} came back as {saved}.")
