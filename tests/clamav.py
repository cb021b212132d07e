"""ClamAV's daemon, as an operator has it, with one signature of its own: EICAR's.

Signatures of the world are not downloaded, so it is ready at once.
"""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from infra.embedded.ports import LOOPBACK, free_port
from infra.embedded.program import Program, inherited_environment
from infra.embedded.supervisor import Supervisor

# In two parts: a scanner on a developer's machine would take this file away.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" rb"ANTIVIRUS-TEST-FILE!$H+H*"
LARGEST = 2 * 1024 * 1024

CONFIGURATION = """\
Foreground yes
DatabaseDirectory {folder}/signatures
TemporaryDirectory {folder}
TCPAddr {host}
TCPSocket {port}
StreamMaxLength {largest}
AlertExceedsMax yes
LogVerbose no
User root
"""


def require() -> None:
    """Skip when the program is missing; fail where all is required."""
    if shutil.which("clamd"):
        return
    missing = "no clamd here: install the package `clamav-daemon` to test the scanner"
    if os.environ.get("TABLINUM_REQUIRE_ALL") == "1":
        pytest.fail(missing)
    pytest.skip(missing)


@contextmanager
def running(folder: Path) -> Iterator[tuple[str, int]]:
    """A daemon on a free port: its host and port."""
    require()
    port = free_port()
    supervisor = Supervisor(logs=folder / "logs", records=folder / "run")
    supervisor.prepare()
    try:
        supervisor.start(_program(folder, port))
        yield LOOPBACK, port
    finally:
        supervisor.stop()


def _program(folder: Path, port: int) -> Program:
    signatures = folder / "signatures"
    signatures.mkdir()
    (signatures / "local.ndb").write_text(f"Eicar-Test:0:*:{EICAR.hex()}\n")
    configuration = folder / "clamd.conf"
    lines = CONFIGURATION.format(
        folder=folder, host=LOOPBACK, port=port, largest=LARGEST
    )
    if os.getuid() != 0:
        lines = lines.replace("User root\n", "")
    configuration.write_text(lines)
    return Program(
        name="clamd",
        command=(str(shutil.which("clamd")), "--config-file", str(configuration)),
        folder=folder,
        environment=inherited_environment(),
        is_ready=lambda _: _answers(port),
    )


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection((LOOPBACK, port), 1) as asked:
        asked.sendall(b"nPING\n")
        return asked.recv(16).startswith(b"PONG")
    return False
