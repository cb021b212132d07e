"""A program that the supervisor runs, and its running process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from infra.embedded import leash, orphans
from infra.embedded.account import Account

POLL = 0.03
TAIL = 2500


@dataclass(frozen=True, kw_only=True)
class Program:
    """What to run, how to see that it is ready, and how to stop it.

    `is_ready` gets the text that the process has logged since its start. Times are in
    seconds. `account` is who it runs as when that is not us.
    """

    name: str
    command: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]
    is_ready: Callable[[str], bool]
    patience: float = 60
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 10
    account: Account | None = None


class Process:
    """One run of a program, in a process group of its own.

    Own group: a Ctrl-C in the terminal reaches only the supervisor, which then stops
    its processes in order. The log is `<logs>/<name>.log`.
    """

    def __init__(self, program: Program, *, logs: Path, records: Path) -> None:
        self.program = program
        self.log = logs / f"{program.name}.log"
        self.record = records / f"{program.name}.pid"
        self.started = 0.0
        self._offset = 0
        self._popen: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and remember it, for a next start after kill -9."""
        with self.log.open("ab") as log:
            self._offset = log.tell()
            self._popen = subprocess.Popen(
                self._leashed(),
                cwd=self.program.folder,
                env=dict(self.program.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        orphans.record(self.record, self._popen.pid)
        self.started = time.monotonic()

    def _leashed(self) -> list[str]:
        account = self.program.account
        drops = account is not None and account.is_other
        return [
            *(sys.executable, "-I", "-S", leash.__file__),
            *(str(int(self.program.stop_signal)), str(os.getpid())),
            str(account.uid) if account and drops else "-",
            str(account.gid) if account and drops else "-",
            *self.program.command,
        ]

    @property
    def pid(self) -> int | None:
        """The number of the process, None before the first start."""
        return self._popen.pid if self._popen else None

    @property
    def is_running(self) -> bool:
        """Tell whether the process is there."""
        return self._popen is not None and self._popen.poll() is None

    @property
    def is_ready(self) -> bool:
        """Tell whether it runs and does its work."""
        return self.is_running and self.program.is_ready(self.output())

    @property
    def ending(self) -> str:
        """Say how it ended."""
        code = self._popen.returncode if self._popen else None
        if code is not None and code < 0:
            return f"was killed by {signal.Signals(-code).name}"
        return f"ended with code {code}"

    def output(self) -> str:
        """Return what this run has logged."""
        with self.log.open("rb") as log:
            log.seek(self._offset)
            return log.read().decode(errors="replace")

    def ask_to_stop(self) -> None:
        """Send the stop signal and return at once."""
        if self._popen is not None and self._popen.poll() is None:
            self._popen.send_signal(self.program.stop_signal)

    def wait_until_stopped(self) -> None:
        """Wait for the grace time, then kill what is left of the group."""
        if self._popen is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self._popen.wait(self.program.grace)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._popen.pid, signal.SIGKILL)
        self._popen.wait()
        self.record.unlink(missing_ok=True)


def tail(output: str) -> str:
    """Return the end of a log, for the person who must find the fault."""
    return output[-TAIL:].rstrip()


def inherited_environment() -> dict[str, str]:
    """Our environment without what would steer a child by accident."""
    steering = ("PG", "TABLINUM_", "DJANGO_", "CELERY_", "GUNICORN_", "PYTHONPATH")
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(steering)
    }
