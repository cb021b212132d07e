"""Start processes in order, keep them running, stop them in reverse order.

Works from the main thread only: on Linux a process dies with the thread that started
it (see leash.py).
"""

import signal
import time
from pathlib import Path
from types import FrameType

from infra.embedded import orphans
from infra.embedded.console import say
from infra.embedded.program import POLL, Process, Program, tail

WATCH = 0.25
ORPHAN_GRACE = 10.0
FIRST_DELAY, LONGEST_DELAY = 1.0, 30.0  # seconds between a crash and the restart
CALM = 60.0  # a process that ran this long is no longer in trouble


class NotReadyError(Exception):
    """A process ended or did not become ready in time."""


class StopRequestedError(Exception):
    """Ctrl-C or SIGTERM came while we were waiting."""


class Supervisor:
    """The processes of one data directory.

    A stage is started together and stopped together; stages are stopped in reverse.
    """

    def __init__(self, *, logs: Path, records: Path) -> None:
        self.logs, self.records = logs, records
        self._stages: list[list[Process]] = []
        self._delays: dict[str, float] = {}
        self._restarts: dict[str, float] = {}
        self._stop_requested = False

    def prepare(self) -> None:
        """Make the folders; stop what a killed supervisor of them left running."""
        for folder in (self.logs, self.records):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)
        for record in sorted(self.records.glob("*.pid")):
            first = signal.SIGINT if record.stem == "postgres" else signal.SIGTERM
            if orphans.stop_recorded(record, first=first, grace=ORPHAN_GRACE):
                say(f"Stopped {record.stem}, left over from a killed run.")

    @property
    def processes(self) -> list[Process]:
        """All processes in the order of their start."""
        return [process for stage in self._stages for process in stage]

    def obey_signals(self) -> None:
        """Take Ctrl-C, SIGTERM and a closed terminal as the wish to stop."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._request_stop)

    def _request_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stop_requested = True

    def start(self, *programs: Program) -> None:
        """Start programs together and wait until each is ready."""
        stage: list[Process] = []
        self._stages.append(stage)
        for program in programs:
            process = Process(program, logs=self.logs, records=self.records)
            stage.append(process)
            process.start()
        for process in stage:
            self._wait_until_ready(process)

    def _wait_until_ready(self, process: Process) -> None:
        patience = process.program.patience
        while not process.is_ready:
            self._pause(POLL)
            if not process.is_running:
                raise _failure(process, process.ending)
            if time.monotonic() > process.started + patience:
                raise _failure(process, f"was not ready after {patience:.0f} s")

    def run(self, program: Program) -> str:
        """Run a program to its end and return what it said. Raises NotReadyError."""
        process = Process(program, logs=self.logs, records=self.records)
        stage = [process]
        self._stages.append(stage)
        process.start()
        while process.is_running:
            self._pause(POLL)
        process.wait_until_stopped()
        self._stages.remove(stage)
        if process.ending != "ended with code 0":
            raise _failure(process, process.ending)
        return process.output()

    def watch(self) -> None:
        """Restart what crashes, until somebody asks to stop."""
        while not self._stop_requested:
            time.sleep(WATCH)
            for process in self.processes:
                self._care_for(process)

    def _care_for(self, process: Process) -> None:
        if process.is_running:
            return
        name, now = process.program.name, time.monotonic()
        if name not in self._restarts:
            process.wait_until_stopped()  # its children must not work on beside it
            delay = self._next_delay(process, now)
            self._restarts[name] = now + delay
            say(f"{name} {process.ending}; it starts again in {delay:.0f} s.")
        elif now >= self._restarts[name]:
            del self._restarts[name]
            process.start()

    def _next_delay(self, process: Process, now: float) -> float:
        name = process.program.name
        ran_well = now - process.started > CALM
        last = 0.0 if ran_well else self._delays.get(name, 0.0)
        self._delays[name] = min(max(last * 2, FIRST_DELAY), LONGEST_DELAY)
        return self._delays[name]

    def stop(self) -> None:
        """Stop everything, the last stage first. May be called twice."""
        while self._stages:
            stage = self._stages.pop()
            for process in stage:
                process.ask_to_stop()
            for process in stage:
                process.wait_until_stopped()

    def wait_for(self, seconds: float) -> None:
        """Wait, but no longer than until somebody asks to stop."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self._pause(POLL)

    def _pause(self, seconds: float) -> None:
        if self._stop_requested:
            raise StopRequestedError
        time.sleep(seconds)


def _failure(process: Process, what: str) -> NotReadyError:
    name, end = process.program.name, tail(process.output())
    return NotReadyError(f"{name} {what}.\n{end}")
