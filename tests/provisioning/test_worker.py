"""The provisioning worker itself: killed in the middle, the next one goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from provisioning import tasks
from provisioning.models import Run, RunState, StepState
from tests import stack
from tests.provisioning import orders
from tests.provisioning.mortal_worker import DIES_AT

SECONDS = 90


@pytest.mark.timeout(300)
def test_a_killed_workers_run_is_finished_by_the_next_one() -> None:
    run = orders.place()  # a message to the worker goes with it

    with _worker({DIES_AT: "tables"}) as doomed:
        died_of = -doomed.wait(timeout=SECONDS)
    interrupted = orders.states(run)
    with _worker({}):
        _until_done(run)

    assert died_of == signal.SIGKILL
    assert interrupted[:3] == [StepState.DONE, StepState.DONE, StepState.RUNNING]
    assert orders.again(run).firm.is_active


@contextmanager
def _worker(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A real worker with the login `owner`."""
    app = "tests.provisioning.mortal_worker"
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", app, "worker", "-Q", "provisioning",
         "--pool", "solo"],
        env={
            **os.environ,
            **environment,
            "TABLINUM_DATABASE_URL": stack.address().dsn("owner", stack.database()),
        },
        cwd=stack.ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _until_done(run: Run) -> None:
    """What beat does every ten seconds, a bit faster."""
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends:
        tasks.sweep.delay()
        time.sleep(1)
        if orders.again(run).state == RunState.DONE:
            return
    raise AssertionError("no worker took the run up")
