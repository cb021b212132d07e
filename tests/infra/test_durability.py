"""What was committed is there again after a kill -9, of one server or of everything."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from infra.embedded import orphans
from infra.embedded.scratch import make_scratch
from infra.embedded.stack import Stack
from tests.infra.conftest import Runner, wait_until

SUPERVISOR = """
import sys, time
from pathlib import Path
from infra.embedded.stack import Stack
stack = Stack(Path(sys.argv[1]))
stack.start()
pids = [str(process.pid) for process in stack.supervisor.processes]
print(*pids, flush=True)
time.sleep(60)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    folder = make_scratch()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def stack(folder: Path) -> Iterator[Stack]:
    stack = Stack(folder)
    stack.start()
    yield stack
    stack.stop()


def test_data_survives_kill_9_of_both_servers(stack: Stack) -> None:
    write(stack)

    for process in stack.supervisor.processes:
        assert process.pid
        os.kill(process.pid, signal.SIGKILL)
    stack.stop()
    stack.start()

    assert read(stack) == ("kept", b"kept")


def test_data_survives_kill_9_of_the_supervisor(folder: Path, run: Runner) -> None:
    killed = run("-c", SUPERVISOR, str(folder))
    assert killed.stdout
    pids = [int(pid) for pid in killed.stdout.readline().split()]

    killed.kill()
    killed.wait()
    with Stack(folder) as stack:
        write(stack)

        assert read(stack) == ("kept", b"kept")
    wait_until(lambda: not any(map(orphans.birth, pids)))


def test_a_stale_postmaster_number_does_not_stop_the_start(stack: Stack) -> None:
    write(stack)
    stack.stop()
    stale = stack.directory / "postgres/data/postmaster.pid"
    stale.write_text(f"{os.getpid()}\n/elsewhere\n")  # a process, and not a postmaster

    stack.start()

    assert read(stack)[0] == "kept"


def write(stack: Stack) -> None:
    with psycopg.connect(stack.superuser_dsn()) as connection:
        connection.execute("CREATE TABLE note AS SELECT 'kept' AS text")
    with redis.Redis.from_url(stack.valkey_url()) as client:
        client.set("note", "kept")
        client.execute_command("WAITAOF", 1, 0, 5000)


def read(stack: Stack) -> tuple[str, bytes]:
    with psycopg.connect(stack.superuser_dsn()) as connection:
        row = connection.execute("SELECT text FROM note").fetchone()
    with redis.Redis.from_url(stack.valkey_url()) as client:
        value = client.get("note")
    assert row
    assert isinstance(value, bytes)
    return row[0], value
