"""The one door to files: STORAGES["default"]. Nothing passes it in clear.

What goes out of the process is encrypted here, and what comes in is proven here: see
docs/storage.md.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any, NoReturn

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage
from django.utils.deconstruct import deconstructible
from django.utils.functional import cached_property

from tenants.storage import inner, names, opened, sealing
from tenants.storage.extent import Extent

BUFFER_BYTES = 64 * 1024


@deconstructible(path="tenants.storage.FirmStorage")
class FirmStorage(Storage):
    """Files of the firm in force. Outside a firm's scope every call raises NoScope.

    A saved file never changes, and has no address of its own: it goes out through a
    view, which knows who asks.
    """

    @cached_property
    def _inner(self) -> inner.Inner:
        return inner.build(settings.FILES)

    def open(self, name: str, mode: str = "rb") -> File[Any]:
        """Read a file from any place: only what is asked for is fetched and decrypted.

        Raises FileNotFoundError, StorageAway, and DecryptionError for what was not
        encrypted here or is no longer what it was. Writing goes through `save`.
        """
        if mode != "rb":
            raise ValueError("A stored file is only read; save a new one.")
        key = names.key(name)
        found = opened.opened(self._inner.stored(key), key=key)
        file = File(io.BufferedReader(found, BUFFER_BYTES), name)
        file.size = found.size
        return file

    def save(
        self, name: str | None, content: IO[Any], max_length: int | None = None
    ) -> str:
        """Keep a file under this name, or one like it when the name is taken.

        Gives the name that it got, which is what the database keeps. It is there whole
        or not at all. Raises OSError, and CryptoError when there is no key for it.
        """
        wanted = names.key(name or str(content.name))
        room = None if max_length is None else max_length + len(names.prefix())
        kept: Any = content if hasattr(content, "chunks") else File(content, wanted)
        while True:
            key = self._inner.get_available_name(wanted, max_length=room)
            try:
                self._inner.write(key, sealing.seal(_pieces(kept), key=key))
            except FileExistsError:
                continue  # somebody took the name meanwhile
            return names.bare(key)

    def delete(self, name: str) -> None:
        """Remove a file; nothing happens when there is none."""
        self._inner.delete(names.key(name))

    def exists(self, name: str) -> bool:
        """Whether the firm has a file of this name."""
        return self._inner.exists(names.key(name))

    def size(self, name: str) -> int:
        """The file's length in bytes, told by what is stored, without reading it."""
        return Extent.of_stored(self._inner.size(names.key(name))).size

    def get_modified_time(self, name: str) -> datetime:
        """When the file was written."""
        return self._inner.get_modified_time(names.key(name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """The folders and files in one of the firm's folders; "" is the topmost."""
        return self._inner.listdir(names.key(path) if path else names.prefix())

    def url(self, name: str | None) -> NoReturn:
        """Closed door: an address would let its holder pass by the gate."""
        raise NotImplementedError("Files go out through a view, never by an address.")


def _pieces(content: File[Any]) -> Iterator[bytes]:
    """From its beginning, a few at a time; text as UTF-8."""
    for piece in content.chunks():
        yield piece.encode() if isinstance(piece, str) else piece
