"""gunicorn, as in production: one process with eight threads, for each peer."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infra.embedded.demo.options import Ports
from infra.embedded.demo.programs import WEB, variables
from infra.embedded.ports import LOOPBACK, free_port, is_listening
from tests import stack

OURS, PLAIN = "config.wsgi:application", "tests.bench.documents_peers.plain:application"
FOLDER = "BENCH_PLAIN_FOLDER"  # as plain.py calls it
KILOBYTE, TICKS = 1024, os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True)
class Server:
    """The process that answers: the one child of gunicorn's master."""

    port: int
    pid: int

    @property
    def cpu(self) -> float:
        """Seconds of a core that it took so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self, what: str = "VmRSS") -> int:
        """Bytes: VmRSS now, VmHWM at most."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        (line,) = (each for each in lines if each.startswith(f"{what}:"))
        return int(line.split()[1]) * KILOBYTE

    def forget_the_most(self) -> None:
        """VmHWM begins anew."""
        Path(f"/proc/{self.pid}/clear_refs").write_text("5")


@contextmanager
def ours() -> Iterator[Server]:
    """The product, on the database and files of this process."""
    ports = Ports(web=free_port(), mail=free_port(), smtp=free_port())
    environment = variables(stack.address(), ports)
    before = environment["TABLINUM_DATABASE_URL"].rpartition("/")[0]
    environment["TABLINUM_DATABASE_URL"] = f"{before}/{stack.database()}"
    with _running(OURS, ports.web, environment) as server:
        yield server


@contextmanager
def plain(folder: Path) -> Iterator[Server]:
    """Plain Django, with its files in this folder."""
    environment = {**os.environ, FOLDER: str(folder)}
    with _running(PLAIN, free_port(), environment) as server:
        yield server


@contextmanager
def _running(app: str, port: int, environment: Mapping[str, str]) -> Iterator[Server]:
    wanted = [app if each == OURS else each for each in WEB]
    master = subprocess.Popen(
        [sys.executable, *wanted, "--bind", f"{LOOPBACK}:{port}"],
        env=dict(environment), cwd=stack.ROOT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield Server(port=port, pid=_child(master, port))
    finally:
        master.terminate()
        master.wait(timeout=30)


def _child(master: subprocess.Popen[bytes], port: int) -> int:
    children = Path(f"/proc/{master.pid}/task/{master.pid}/children")
    deadline = time.monotonic() + 60
    while not (is_listening(port) and children.read_text().split()):
        if master.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("the web server did not start")
        time.sleep(0.1)
    return int(children.read_text().split()[0])
