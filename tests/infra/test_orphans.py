from __future__ import annotations

import os
import signal
from pathlib import Path

from infra.embedded import orphans
from tests.infra.conftest import Runner

SLEEP = ("-c", "import time; time.sleep(60)")
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("ready", flush=True)
time.sleep(60)
"""


def test_a_recorded_process_is_stopped(tmp_path: Path, run: Runner) -> None:
    process = run(*SLEEP)
    orphans.record(tmp_path / "web.pid", process.pid)

    stopped = orphans.stop_recorded(tmp_path / "web.pid", first=signal.SIGTERM, grace=5)

    assert stopped
    assert process.wait() == -signal.SIGTERM
    assert not (tmp_path / "web.pid").exists()


def test_a_process_that_ignores_the_wish_is_killed(tmp_path: Path, run: Runner) -> None:
    process = run("-c", STUBBORN)
    assert process.stdout
    process.stdout.readline()
    orphans.record(tmp_path / "web.pid", process.pid)

    orphans.stop_recorded(tmp_path / "web.pid", first=signal.SIGTERM, grace=0.2)

    assert process.wait() == -signal.SIGKILL


def test_a_number_that_was_given_out_again_is_left_alone(tmp_path: Path) -> None:
    record = tmp_path / "web.pid"
    record.write_text(f"{os.getpid()} 1\n")  # born at another moment than we

    stopped = orphans.stop_recorded(record, first=signal.SIGKILL, grace=0)

    assert not stopped
    assert not record.exists()


def test_an_unreadable_record_is_forgotten(tmp_path: Path) -> None:
    record = tmp_path / "web.pid"
    record.write_text("None None\n")

    assert not orphans.stop_recorded(record, first=signal.SIGKILL, grace=0)
