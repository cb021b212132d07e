"""One owner per data directory."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self


class DirectoryInUseError(Exception):
    """Another process of ours holds this data directory."""


class DirectoryLock:
    """Held while the stack of a data directory runs; the kernel frees it on kill -9."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._file: int | None = None

    def acquire(self) -> None:
        """Take the lock, or raise DirectoryInUseError at once."""
        path = self.directory / "lock"
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(file, 20).decode(errors="replace").strip()
            os.close(file)
            who = f" (process {holder})" if holder else ""
            raise DirectoryInUseError(f"{self.directory} is in use{who}.") from None
        os.ftruncate(file, 0)
        os.write(file, f"{os.getpid()}\n".encode())
        self._file = file

    def release(self) -> None:
        """Give the directory back. The file stays: removing it would race."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    @property
    def is_held(self) -> bool:
        """Tell whether we hold it."""
        return self._file is not None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()


def is_locked(directory: Path) -> bool:
    """Tell whether somebody runs on this data directory now."""
    if not (directory / "lock").exists():
        return False
    try:
        with DirectoryLock(directory):
            return False
    except DirectoryInUseError:
        return True
