"""Backups in a folder of this machine, or of one that is mounted here."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO

UNFINISHED = ".part"


class Folder:
    """Files below a folder, readable by us alone."""

    def __init__(self, root: str) -> None:
        self._root = Path(root)

    def write(self, name: str, parts: Iterable[bytes]) -> None:
        """Write beside, flush to the disk, and take the name in one step.

        A killed writer leaves the part beside; the next one of that name replaces it.
        """
        file = self._root / name
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = file.with_name(file.name + UNFINISHED)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as opened:
            for part in parts:
                opened.write(part)
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(file)
        _flush(file.parent)

    def open(self, name: str) -> IO[bytes]:
        """Read a file. Raises FileNotFoundError."""
        return (self._root / name).open("rb")

    def names(self, folder: str) -> set[str]:
        """All files below a folder, parts of killed writers among them."""
        root = str(self._root)
        return {
            os.path.relpath(Path(path) / file, root)
            for path, _folders, files in os.walk(self._root / folder)
            for file in files
        }

    def remove(self, name: str) -> None:
        """Remove a file, and the folders that are empty without it."""
        file = self._root / name
        file.unlink(missing_ok=True)
        for folder in file.parents:
            if folder == self._root:
                return
            with suppress(OSError):  # not empty, or gone already
                folder.rmdir()


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
