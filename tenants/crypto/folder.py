"""Files of the key store: written whole or not at all, readable by us alone.

Each write goes to a file beside, is flushed to the disk, and takes its place in one
step. A crash leaves the old file or the new one, never half of one.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

UNFINISHED = ".part"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Be the only process that changes the folder.

    Without it, wrapping a key anew could bring one back that was destroyed meanwhile.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(folder / ".lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def write_once(file: Path, text: bytes) -> None:
    """Write a file, unless there is one: the first stays, whoever comes second."""
    part = _part(file, text)
    try:
        with suppress(FileExistsError):
            file.hardlink_to(part)
    finally:
        part.unlink()
    _flush(file.parent)


def replace(file: Path, text: bytes) -> None:
    """Write a file in the place of the one that is there."""
    _part(file, text).replace(file)
    _flush(file.parent)


def remove(file: Path) -> None:
    """Remove a file, and what a crash may have left of it."""
    for leftover in file.parent.glob(f"{file.name}.*{UNFINISHED}"):
        leftover.unlink()
    file.unlink(missing_ok=True)
    _flush(file.parent)


def _part(file: Path, text: bytes) -> Path:
    # mkstemp makes it 0600 and refuses a name that exists
    handle, name = tempfile.mkstemp(UNFINISHED, f"{file.name}.", file.parent)
    with os.fdopen(handle, "wb") as part:
        part.write(text)
        part.flush()
        os.fsync(part.fileno())
    return Path(name)


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
