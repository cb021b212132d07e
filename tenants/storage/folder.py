"""Files in a folder of this machine. One is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage

HIDDEN, UNFINISHED = ".", ".part"


class Folder(FileSystemStorage):
    """Readable by us alone, and on the disk before the row that speaks of it is."""

    def write(self, name: str, parts: Iterable[bytes]) -> None:
        """Write beside, flush to the disk, and take the name in one step.

        Raises FileExistsError when the name is taken, OSError when the disk is full;
        nothing is left of it then.
        """
        file = Path(self.path(name))
        _make(file.parent)
        handle, beside = tempfile.mkstemp(UNFINISHED, HIDDEN, file.parent)  # 0600
        try:
            with os.fdopen(handle, "wb") as opened:
                for part in parts:
                    opened.write(part)
                opened.flush()
                os.fsync(opened.fileno())
            file.hardlink_to(beside)
        finally:
            Path(beside).unlink()
        _flush(file.parent)

    def stored(self, name: str) -> FolderFile:
        """Read a file. Raises FileNotFoundError."""
        return FolderFile(self.path(name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Folders and files, without what is being written."""
        folders, files = super().listdir(path)
        return folders, [name for name in files if not _is_unfinished(name)]


class FolderFile:
    """One file, by its places."""

    def __init__(self, path: str) -> None:
        self._file = Path(path).open("rb", buffering=0)  # noqa: SIM115  (see close)
        self.size = os.fstat(self._file.fileno()).st_size

    def read(self, start: int, length: int) -> bytes:
        """So many bytes from there; fewer at the end."""
        return os.pread(self._file.fileno(), length, start)

    def close(self) -> None:
        """Nothing more will be read."""
        self._file.close()


def folder(location: str) -> Any:
    """The storage in this folder."""
    return Folder(location=location, base_url=None)


def _is_unfinished(name: str) -> bool:
    return name.startswith(HIDDEN) and name.endswith(UNFINISHED)


def _make(folder: Path) -> None:
    if not folder.is_dir():
        _make(folder.parent)
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
