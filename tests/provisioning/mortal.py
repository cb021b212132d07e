"""Drives a run in a real process that dies by SIGKILL at the moment it was told.

    python -m tests.provisioning.mortal

It reads lines `drive|undo RUN STEP MOMENT`, or `drive RUN SECONDS`, and for each forks
a child that does it, from a process in which everything is imported and warm. Then it
prints the signal by which the child ended (0: it lived), and for how many seconds it
lived. A child of the second kind is killed from outside, wherever it then is.

Only the registry of steps and the journal are wrapped here; nothing in the product
knows of it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import Any, Self
from uuid import UUID

BEFORE, AFTER, BEFORE_COMMIT = MOMENTS = ("before", "after", "before-commit")
AGES = 60.0


class Mortal:
    """The parent's side."""

    def __init__(self) -> None:
        from tests import stack  # noqa: PLC0415  (the child has no pytest plugin)

        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.provisioning.mortal"],
            env={
                **os.environ,
                "TABLINUM_DATABASE_URL": stack.address().dsn("owner", stack.database()),
            },
            cwd=stack.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, run_id: UUID, step: str, moment: str, *, way: str) -> int:
        """Drive the run, and die there; the signal that ended the driver."""
        return self._ask(f"{way} {run_id} {step} {moment}")[0]

    def killed_after(self, run_id: UUID, seconds: float) -> int:
        """Drive the run, and be killed so much later; the signal, 0 when it ended."""
        return self._ask(f"drive {run_id} {seconds}")[0]

    def seconds_of(self, run_id: UUID) -> float:
        """How long a driver lives that nobody kills."""
        return self._ask(f"drive {run_id} {AGES}")[1]

    def _ask(self, line: str) -> tuple[int, float]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        died_of, seconds = self._process.stdout.readline().split()
        return int(died_of), float(seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.communicate()


def main() -> None:
    """Fork for each line. No connection is open then, so none is shared."""
    import django  # noqa: PLC0415

    django.setup()
    _warm_up()
    for line in sys.stdin:
        way, run_id, *death = line.split()
        began = time.perf_counter()
        child = os.fork()
        if child == 0:
            _live_and_die(way, run_id, *death)
        status = _wait(child, float(death[0]) if len(death) == 1 else AGES)
        died_of = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        lived = time.perf_counter() - began
        print(died_of, lived, flush=True)  # noqa: T201  (the answer to the parent)


def _warm_up() -> None:
    """Read what a driver reads once in its life."""
    from django.db import connection  # noqa: PLC0415
    from django.urls import get_resolver  # noqa: PLC0415

    from tenants import scope  # noqa: PLC0415
    from tenants.database import template  # noqa: PLC0415

    with scope.public():
        template.load()
    connection.close()
    get_resolver().url_patterns  # noqa: B018


def _wait(child: int, seconds: float) -> int:
    """Until it ended by itself, or is killed."""
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.0005)
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def _live_and_die(way: str, run_id: str, step: str, moment: str = "") -> None:
    from provisioning import driver, journal  # noqa: PLC0415
    from provisioning.steps import registry  # noqa: PLC0415

    side = "do" if way == "drive" else "undo"
    if not moment:
        pass  # somebody else kills it
    elif moment == BEFORE_COMMIT:
        written = "step_done" if side == "do" else "step_undone"
        kept = getattr(journal, written)
        setattr(journal, written, _dying_after(kept, only=step))
    else:
        registry.PLANS = {  # type: ignore[misc]
            kind: tuple(
                replace(each, **{side: _dying(getattr(each, side), moment)})
                if each.name == step
                else each
                for each in plan
            )
            for kind, plan in registry.PLANS.items()
        }
    (driver.drive if side == "do" else driver.undo)(UUID(run_id))
    os._exit(0)


def _dying(work: Callable[[Any], None], moment: str) -> Callable[[Any], None]:
    def worked(run: Any) -> None:
        if moment == AFTER:
            work(run)
        _die()

    return worked


def _dying_after(write: Callable[..., bool], *, only: str) -> Callable[..., bool]:
    def written(run: Any, record: Any, **rest: Any) -> bool:
        answer = write(run, record, **rest)
        if record.name == only:
            _die()
        return answer

    return written


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
