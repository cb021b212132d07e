"""`bin/demo --check`: a scripted journey against the running demo."""

import subprocess
from collections.abc import Sequence

from infra.embedded.console import say
from infra.embedded.demo.options import ROOT
from infra.embedded.program import inherited_environment, tail
from infra.embedded.supervisor import Supervisor

POLL = 0.1
FAILED = 1


def check(supervisor: Supervisor, command: Sequence[str]) -> int:
    """Run the journey and return its exit code.

    Nothing is restarted meanwhile: a process that dies fails the check.
    """
    journey = subprocess.Popen(
        command,
        cwd=ROOT,
        env=inherited_environment() | {"PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        code = _watch(supervisor, journey)
    finally:
        journey.kill()
        journey.wait()
    if code:
        show_logs(supervisor)
    return code


def _watch(supervisor: Supervisor, journey: subprocess.Popen[bytes]) -> int:
    while journey.poll() is None:
        for process in supervisor.processes:
            if not process.is_running:
                say(f"{process.program.name} {process.ending}.")
                return FAILED
        supervisor.wait_for(POLL)
    return journey.returncode


def show_logs(supervisor: Supervisor) -> None:
    """Print the end of every process's log."""
    for process in supervisor.processes:
        say(f"\n--- {process.program.name}: {process.log}\n{tail(process.output())}")
