from __future__ import annotations

from pathlib import Path

import pytest

from infra.embedded.lock import DirectoryInUseError, DirectoryLock, is_locked
from tests.infra.conftest import Runner

HOLD = """
import sys, time
from pathlib import Path
from infra.embedded.lock import DirectoryLock
DirectoryLock(Path(sys.argv[1])).acquire()
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_owner_is_refused(tmp_path: Path) -> None:
    with DirectoryLock(tmp_path), pytest.raises(DirectoryInUseError, match="in use"):
        DirectoryLock(tmp_path).acquire()


def test_a_released_directory_can_be_taken_again(tmp_path: Path) -> None:
    with DirectoryLock(tmp_path):
        assert is_locked(tmp_path)

    assert not is_locked(tmp_path)


def test_a_killed_owner_leaves_no_lock(tmp_path: Path, run: Runner) -> None:
    holder = run("-c", HOLD, str(tmp_path))
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    assert is_locked(tmp_path)

    holder.kill()
    holder.wait()

    assert not is_locked(tmp_path)
