"""Processes that a killed supervisor left behind.

Every process that we start is recorded with its number and the moment of its birth.
Numbers are given out again, so a process is only ours when both agree.
"""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

POLL = 0.05
STATE, BIRTH = 0, 19  # of /proc/PID/stat, counted after the name in parentheses


def birth(pid: int) -> str | None:
    """Return a text that is different for every process, None when there is none."""
    if Path("/proc/self/stat").exists():
        return _birth_from_proc(pid)
    return _ps("lstart=", pid) or None  # macOS


def _birth_from_proc(pid: int) -> str | None:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    return None if fields[STATE] in "ZX" else fields[BIRTH]


def _ps(column: str, pid: int) -> str:
    listing = subprocess.run(
        ["ps", "-ww", "-o", column, "-p", str(pid)],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return listing.stdout.strip()


def record(path: Path, pid: int) -> None:
    """Remember a process that we have just started."""
    path.write_text(f"{pid} {birth(pid)}\n")


def command_line(pid: int) -> str:
    """Return how a process was called, as `ps` shows it."""
    return _ps("command=", pid)


def stop(pid: int, *, first: signal.Signals, grace: float) -> None:
    """Stop a process of ours that is not our child: ask, wait, kill."""
    born = birth(pid)
    if born is None:
        return
    for number in (first, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.kill(pid, number)
        if _has_gone(pid, born, grace):
            break
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def stop_recorded(path: Path, *, first: signal.Signals, grace: float) -> bool:
    """Stop the recorded process if it still runs, and forget it. Say if it ran."""
    pid, born = _read(path)
    is_ours = pid is not None and birth(pid) == born
    if pid is not None and is_ours:
        stop(pid, first=first, grace=grace)
    path.unlink(missing_ok=True)
    return is_ours


def _read(path: Path) -> tuple[int | None, str | None]:
    try:
        pid, _, born = path.read_text().strip().partition(" ")
        return (int(pid), born) if born else (None, None)
    except (OSError, ValueError):
        return None, None


def _has_gone(pid: int, born: str, patience: float) -> bool:
    deadline = time.monotonic() + patience
    while birth(pid) == born:
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL)
    return True
