"""Anchors in a folder, best on another machine's disk that can only be added to."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


class Folder:
    """Files `<chain>/<number>`, readable by us, changed by nobody."""

    def __init__(self, root: str) -> None:
        self._root = Path(root)

    def write(self, chain: str, number: int, content: bytes) -> None:
        """Write beside, flush, and take the name only when it is free.

        A killed writer leaves the part beside, never half an anchor. A hard link fails
        when the name is taken, as O_EXCL does, and shows the file whole or not at all.
        """
        folder = self._root / chain
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = folder / f".{number:012}.{secrets.token_hex(4)}"
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(content)
                opened.flush()
                os.fchmod(opened.fileno(), 0o400)
                os.fsync(opened.fileno())
            os.link(beside, self._file(chain, number))
        finally:
            beside.unlink()
        _flush(folder)

    def read(self, chain: str, number: int) -> bytes | None:
        """The file's content, None when there is none."""
        try:
            return self._file(chain, number).read_bytes()
        except FileNotFoundError:
            return None

    def numbers(self, chain: str) -> set[int]:
        """The numbers of the chain's files."""
        try:
            names = os.listdir(self._root / chain)
        except FileNotFoundError:
            return set()
        return {int(name) for name in names if name.isdigit()}

    def _file(self, chain: str, number: int) -> Path:
        return self._root / chain / f"{number:012}"


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
