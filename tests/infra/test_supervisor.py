"""The supervisor runs in a process of its own, as it does in the demo."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from infra.embedded import orphans
from tests.infra.conftest import Runner, wait_until

SUPERVISOR = """
import sys
from pathlib import Path
from infra.embedded.program import Program, inherited_environment
from infra.embedded.supervisor import StopRequestedError, Supervisor

CHILD = '''
import signal, sys, time
name, diary, stubborn = sys.argv[1:]
def stop(number, frame):
    with open(diary, "a") as file:
        file.write(name + " ")
    if stubborn == "no":
        sys.exit(0)
signal.signal(signal.SIGTERM, stop)
print("ready", flush=True)
while True:
    time.sleep(60)
'''
folder, stubborn = Path(sys.argv[1]), sys.argv[2:]
supervisor = Supervisor(logs=folder / "logs", records=folder / "run")
supervisor.prepare()
supervisor.obey_signals()

def program(name):
    is_stubborn = "yes" if name in stubborn else "no"
    diary = str(folder / "diary")
    return Program(
        name=name,
        command=(sys.executable, "-c", CHILD, name, diary, is_stubborn),
        folder=folder,
        environment=inherited_environment(),
        is_ready=lambda output: "ready" in output,
        grace=0.5,
    )

supervisor.start(program("database"))
supervisor.start(program("web"))
print(*[process.pid for process in supervisor.processes], flush=True)
supervisor.watch()
supervisor.stop()
print("stopped", flush=True)
"""


def start(run: Runner, folder: Path, *stubborn: str) -> subprocess.Popen[str]:
    process = run("-c", SUPERVISOR, str(folder), *stubborn)
    assert process.stdout
    return process


def pids(process: subprocess.Popen[str]) -> list[int]:
    assert process.stdout
    return [int(pid) for pid in process.stdout.readline().split()]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_everything_in_reverse_order(
    run: Runner, tmp_path: Path, number: signal.Signals
) -> None:
    supervisor = start(run, tmp_path)
    children = pids(supervisor)

    supervisor.send_signal(number)
    output, _ = supervisor.communicate(timeout=10)

    assert output == "stopped\n"
    assert supervisor.returncode == 0
    assert (tmp_path / "diary").read_text() == "web database "
    assert not any(map(orphans.birth, children))
    assert not list((tmp_path / "run").iterdir())


def test_a_second_ctrl_c_is_harmless(run: Runner, tmp_path: Path) -> None:
    supervisor = start(run, tmp_path, "web")
    children = pids(supervisor)

    supervisor.send_signal(signal.SIGINT)
    wait_until((tmp_path / "diary").exists)
    supervisor.send_signal(signal.SIGINT)
    output, _ = supervisor.communicate(timeout=10)

    assert output == "stopped\n"
    assert not any(map(orphans.birth, children))


def test_a_process_that_does_not_stop_is_killed(run: Runner, tmp_path: Path) -> None:
    supervisor = start(run, tmp_path, "web", "database")
    children = pids(supervisor)

    supervisor.terminate()
    supervisor.communicate(timeout=10)

    assert not any(map(orphans.birth, children))


def test_a_crashed_process_starts_again(run: Runner, tmp_path: Path) -> None:
    supervisor = start(run, tmp_path)
    _, web = pids(supervisor)

    os.kill(web, signal.SIGKILL)
    assert supervisor.stdout
    line = supervisor.stdout.readline()
    wait_until(lambda: recorded(tmp_path, "web") not in {web, None})

    assert line == "web was killed by SIGKILL; it starts again in 1 s.\n"


def test_children_die_with_a_killed_supervisor(run: Runner, tmp_path: Path) -> None:
    supervisor = start(run, tmp_path)
    children = pids(supervisor)

    supervisor.kill()

    wait_until(lambda: not any(map(orphans.birth, children)))


def recorded(folder: Path, name: str) -> int | None:
    """Return the number in a process's record, None while it does not run."""
    record = folder / f"run/{name}.pid"
    text = record.read_text().split() if record.exists() else []
    return int(text[0]) if text else None
