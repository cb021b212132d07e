"""Where the data of tests lies: in memory when there is enough of it.

On a disk a copy of the test database takes a hundred times as long as in memory.
"""

import shutil
import tempfile
import time
from pathlib import Path

from infra.embedded.lock import is_locked

MEMORY = Path("/dev/shm")  # noqa: S108  # a folder of our own is made in it
ENOUGH = 3 * 1024**3  # bytes; a container often has 64 MB there
PREFIX = "tablinum-scratch-"
SETTLED = 60.0  # seconds: a folder that is younger may not be locked yet


def make_scratch() -> Path:
    """Make a private folder, after removing those that killed runs left behind."""
    place = _place()
    for folder in place.glob(f"{PREFIX}*"):
        _remove_if_abandoned(folder)
    return Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))


def _place() -> Path:
    try:
        is_large = shutil.disk_usage(MEMORY).free > ENOUGH
    except OSError:
        is_large = False
    return MEMORY if is_large else Path(tempfile.gettempdir())


def _remove_if_abandoned(folder: Path) -> None:
    try:
        is_settled = time.time() - folder.stat().st_mtime > SETTLED
        is_abandoned = is_settled and not is_locked(folder)
    except OSError:  # another account's, or gone meanwhile
        return
    if is_abandoned:
        shutil.rmtree(folder, ignore_errors=True)
