"""The provisioning worker itself: killed in the middle, the next one goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from config.celery import app as celery
from provisioning import tasks
from provisioning.models import Run, RunState, StepState
from tests import stack
from tests.provisioning import orders
from tests.provisioning.mortal_worker import DIES_AT, PREFIX

SECONDS = 90


@pytest.mark.timeout(300)
def test_a_killed_workers_run_is_finished_by_the_next_one() -> None:
    run = orders.place()
    _send(tasks.drive, kwargs={"run_id": str(run.pk)})

    with _worker({DIES_AT: "tables"}) as doomed:
        died_of = -doomed.wait(timeout=SECONDS)
    interrupted = orders.states(run)
    with _worker({}):
        _until_done(run)

    assert died_of == signal.SIGKILL
    assert interrupted[:3] == [StepState.DONE, StepState.DONE, StepState.RUNNING]
    assert orders.again(run).firm.is_active


def _prefix() -> str:
    return f"{stack.database()}:"


def _send(task: Any, **arguments: Any) -> None:
    """Send it to the worker of this test."""
    options = {"global_keyprefix": _prefix()}
    with celery.connection_for_write(transport_options=options) as connection:
        task.apply_async(connection=connection, **arguments)


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
            PREFIX: _prefix(),
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
        _send(tasks.sweep)
        time.sleep(1)
        if orders.again(run).state == RunState.DONE:
            return
    raise AssertionError("no worker took the run up")
