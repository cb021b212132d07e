"""The runbook infra/runbooks/point-in-time.md, run as it stands."""

from __future__ import annotations

import os
import re
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from infra.embedded.account import server_account
from infra.embedded.ports import free_port
from infra.embedded.scratch import make_scratch
from infra.embedded.stack import Stack
from tests.infra.conftest import ROOT, wait_until

RUNBOOK = ROOT / "infra/runbooks/point-in-time.md"
BLOCK = re.compile(r"^```sh (?P<name>[a-z-]+)\n(?P<text>.*?)^```$", re.DOTALL | re.M)


@dataclass
class Runbook:
    """Its blocks, and the variables that they need."""

    folder: Path
    stack: Stack
    variables: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.blocks = dict(BLOCK.findall(RUNBOOK.read_text()))
        self.account = server_account()
        self.place = self.folder / "server"
        self.account.make_folder(self.place)
        self.variables = {
            "PGBIN": str(self.stack.postgres_bin),
            "PRIMARY": self.stack.superuser_dsn(),
            "WAL_ARCHIVE": str(self.place / "wal archive"),
            "BASE": str(self.place / "base"),
            "RECOVERED": str(self.place / "recovered"),
            "RECOVERED_PORT": str(free_port()),
        }

    def do(self, name: str, **variables: str) -> str:
        """Run a block as the account of PostgreSQL; what it prints."""
        done = self.account.run(
            ["bash", "-euo", "pipefail", "-c", self.blocks[name]],
            folder=self.place,
            environment={"PATH": os.environ["PATH"], **self.variables, **variables},
        )
        assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"
        return done.stdout

    @property
    def recovered(self) -> str:
        """The address of the recovered cluster."""
        port = f":{self.stack.postgres_port}/"
        return self.stack.superuser_dsn().replace(
            port, f":{self.variables['RECOVERED_PORT']}/"
        )


@pytest.fixture
def folder() -> Iterator[Path]:
    folder = make_scratch()
    folder.chmod(0o711)  # PostgreSQL's account walks through it
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def stack(folder: Path) -> Iterator[Stack]:
    stack = Stack(folder / "stack")
    stack.start()
    yield stack
    stack.stop()


@pytest.fixture
def runbook(folder: Path, stack: Stack) -> Iterator[Runbook]:
    book = Runbook(folder, stack)
    yield book
    if (Path(book.variables["RECOVERED"]) / "postmaster.pid").exists():
        book.do("stop")


def test_a_destroyed_cluster_is_back_at_the_noted_time(
    runbook: Runbook, stack: Stack
) -> None:
    runbook.do("archive")
    _restart(runbook, stack)
    _write(stack, "before the base backup", makes_table=True)
    runbook.do("base")
    _write(stack, "before the moment")
    moment = _now(stack)
    _write(stack, "after the moment")
    _drop_table(stack)
    runbook.do("close-segment")
    wait_until(lambda: _archived(runbook, stack), seconds=30)

    _destroy(stack)
    runbook.do("recover", TARGET_TIME=moment)

    assert _read(runbook.recovered) == ["before the base backup", "before the moment"]
    with psycopg.connect(runbook.recovered, autocommit=True) as connection:
        connection.execute("INSERT INTO note VALUES ('it can be written again')")
    runbook.do("stop")


def test_every_block_of_the_runbook_is_run() -> None:
    used = set(re.findall(r"\.do\(\"([a-z-]+)\"|_archived", Path(__file__).read_text()))
    blocks = {name for name, _text in BLOCK.findall(RUNBOOK.read_text())}

    assert blocks == {name for name in used if name} | {"watch"}


def _restart(runbook: Runbook, stack: Stack) -> None:
    stack.stop()
    stack.start()
    runbook.variables["PRIMARY"] = stack.superuser_dsn()


def _write(stack: Stack, text: str, *, makes_table: bool = False) -> None:
    with psycopg.connect(stack.superuser_dsn()) as connection:
        if makes_table:
            connection.execute("CREATE TABLE note (text text)")
        connection.execute("INSERT INTO note VALUES (%s)", [text])


def _now(stack: Stack) -> str:
    """A moment with some room on both sides."""
    time.sleep(0.2)
    with psycopg.connect(stack.superuser_dsn()) as connection:
        row = connection.execute("SELECT clock_timestamp()::text").fetchone()
    time.sleep(0.2)
    assert row
    return str(row[0])


def _drop_table(stack: Stack) -> None:
    with psycopg.connect(stack.superuser_dsn()) as connection:
        connection.execute("DROP TABLE note")


def _archived(runbook: Runbook, stack: Stack) -> bool:
    """Whether the segment that was written last is in the archive."""
    _head, values = runbook.do("watch").split("\n", 1)
    assert values.split(",")[1] == "0", "the archive command failed"
    with psycopg.connect(stack.superuser_dsn()) as connection:
        row = connection.execute(
            "SELECT pg_walfile_name(pg_current_wal_lsn()),"
            " last_archived_wal FROM pg_stat_archiver"
        ).fetchone()
    assert row
    current, archived = str(row[0]), str(row[1])
    return int(archived[8:24] or "0", 16) >= int(current[8:24], 16) - 1


def _destroy(stack: Stack) -> None:
    """The machine is lost: its servers die, its data is gone."""
    for process in stack.supervisor.processes:
        assert process.pid
        os.kill(process.pid, signal.SIGKILL)
    stack.stop()
    shutil.rmtree(stack.directory / "postgres")


def _read(dsn: str) -> list[str]:
    with psycopg.connect(dsn) as connection:
        rows = connection.execute("SELECT text FROM note ORDER BY ctid").fetchall()
    return [str(row[0]) for row in rows]
