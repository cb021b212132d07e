"""The one door to files: STORAGES["default"]."""

from __future__ import annotations

from datetime import datetime
from typing import IO, Any, NoReturn

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage
from django.utils.deconstruct import deconstructible
from django.utils.functional import cached_property

from tenants.storage import inner, names


@deconstructible(path="tenants.storage.FirmStorage")
class FirmStorage(Storage):
    """Files of the firm in force. Outside a firm's scope every call raises NoScope.

    A saved file never changes, and has no address of its own: it goes out through a
    view, which knows who asks.
    """

    @cached_property
    def _inner(self) -> Storage:
        return inner.build(settings.FILES)

    def open(self, name: str, mode: str = "rb") -> File[Any]:
        """Read a file. Raises FileNotFoundError; writing goes through `save`."""
        if mode != "rb":
            raise ValueError("A stored file is only read; save a new one.")
        return self._inner.open(names.key(name), mode)

    def save(
        self, name: str | None, content: IO[Any], max_length: int | None = None
    ) -> str:
        """Keep a file under this name, or one like it when the name is taken.

        Gives the name that it got, which is what the database keeps.
        """
        wanted = names.key(name or str(content.name))
        room = None if max_length is None else max_length + len(names.prefix())
        kept = content if hasattr(content, "chunks") else File(content, wanted)
        return names.bare(self._inner.save(wanted, kept, max_length=room))

    def delete(self, name: str) -> None:
        """Remove a file; nothing happens when there is none."""
        self._inner.delete(names.key(name))

    def exists(self, name: str) -> bool:
        """Whether the firm has a file of this name."""
        return self._inner.exists(names.key(name))

    def size(self, name: str) -> int:
        """The file's length in bytes."""
        return self._inner.size(names.key(name))

    def get_modified_time(self, name: str) -> datetime:
        """When the file was written."""
        return self._inner.get_modified_time(names.key(name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """The folders and files in one of the firm's folders; "" is the topmost."""
        return self._inner.listdir(names.key(path) if path else names.prefix())

    def url(self, name: str | None) -> NoReturn:
        """Closed door: an address would let its holder pass by the gate."""
        raise NotImplementedError("Files go out through a view, never by an address.")
