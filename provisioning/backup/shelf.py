"""One firm's part of the backup place: what it puts there, only its key opens.

    <firm>/rows/<backup>         the rows of all tables
    <firm>/manifests/<backup>    what the backup holds, and how to check it
    <firm>/objects/<xx>/<name>   stored files, each kept once for all backups

The key is derived from the firm's data key, so erasing that one makes all of it
unreadable, wherever copies may be. An object's name is a keyed hash of its content:
whoever sees the place learns nothing by hashing files that he has.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from provisioning.backup import places, sealing
from provisioning.backup.damage import Damaged
from tenants import crypto, scope
from tenants.models import Firm

ROWS, MANIFESTS, OBJECTS = "rows", "manifests", "objects"


@dataclass(frozen=True, slots=True)
class Written:
    """A sealed file as it lies there."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Sealed files of one firm, by names without the firm."""

    place: places.Place
    firm_id: UUID
    key: bytes
    naming_key: bytes

    @classmethod
    def of(cls, firm: Firm) -> Self:
        """The firm's shelf. Outside of any scope. Raises KeyMissing."""
        with scope.scope(firm):
            key = crypto.derive("backup")
            naming_key = crypto.derive("backup names")
        return cls(places.here(), firm.pk, key, naming_key)

    def write(self, name: str, data: Iterable[bytes]) -> Written:
        """Seal the data into a file of this name; replaces one that is there."""
        digest, size = hashlib.sha256(), 0

        def counted() -> Iterator[bytes]:
            nonlocal size
            for part in sealing.seal(data, key=self.key, name=self._full(name)):
                digest.update(part)
                size += len(part)
                yield part

        self.place.write(self._full(name), counted())
        return Written(size, digest.hexdigest())

    def read(self, name: str, *, sha256: str = "") -> Iterator[bytes]:
        """The data of a file, as it comes; what was read before the end is not proven.

        With `sha256` the sealed file must be the very one that was written. Raises
        Damaged.
        """
        full, digest = self._full(name), hashlib.sha256()
        try:
            with self.place.open(full) as file:
                hashed = _Hashed(file, digest.update)
                yield from sealing.open_sealed(hashed, key=self.key, name=full)
        except FileNotFoundError:
            raise Damaged(f"{full} is missing.") from None
        if sha256 and digest.hexdigest() != sha256:
            raise Damaged(f"{full} is not the file that was written.")

    def names(self, folder: str) -> set[str]:
        """What lies in a folder of the shelf."""
        return {
            name.removeprefix(self._full(""))
            for name in self.place.names(self._full(folder))
        }

    def remove(self, name: str) -> None:
        """Remove a file; nothing happens when there is none."""
        self.place.remove(self._full(name))

    def object_name(self, sha256: str) -> str:
        """Where the copy of an object with this content lies."""
        name = hmac.digest(self.naming_key, bytes.fromhex(sha256), hashlib.sha256).hex()
        return f"{OBJECTS}/{name[:2]}/{name}"

    def _full(self, name: str) -> str:
        return f"{self.firm_id}/{name}"


def rows_name(backup_id: UUID) -> str:
    """Where the rows of a backup lie."""
    return f"{ROWS}/{backup_id}"


def manifest_name(backup_id: UUID) -> str:
    """Where the manifest of a backup lies."""
    return f"{MANIFESTS}/{backup_id}"


@dataclass(frozen=True, slots=True)
class _Hashed:
    file: sealing.Readable
    update: Callable[[bytes], None]

    def read(self, size: int = -1, /) -> bytes:
        part = self.file.read(size)
        self.update(part)
        return part
