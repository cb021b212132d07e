"""`migrate_fleet` in a real process that dies by SIGKILL at the moment it was told.

    python -m tests.tenants.rollouts.mortal MOMENT FIRMS JOBS

It dies with the FIRMS-th firm: before its commit, after it, or after its wave was
migrated and before that is written down. With two jobs both firms of a wave have begun
by then. Nothing in the product knows of it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from threading import Barrier, current_thread, main_thread
from typing import Any

BEFORE_COMMIT, AFTER, BEFORE_RECORD = "before-commit", "after", "before-record"
MOMENTS = (BEFORE_COMMIT, AFTER, BEFORE_RECORD)


def main(moment: str, firms: int, jobs: int) -> None:
    """Migrate to the release of tomorrow, and die on the way."""
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from tenants.database.fleet import firm, steps  # noqa: PLC0415
    from tenants.rollouts import records  # noqa: PLC0415
    from tests.tenants.rollouts import next_release  # noqa: PLC0415

    next_release.publish(next_release.MOTTO, next_release.REPAINT)
    holder, name = {
        BEFORE_COMMIT: (steps.Statements, "run"),
        AFTER: (firm, "migrate"),
        BEFORE_RECORD: (records, "wave_ended"),
    }[moment]
    is_after = moment != BEFORE_RECORD
    # The plan is tried first: its statements run before its data function, then twice
    # after it. A firm's first ones go with the taking of the firm, the others once.
    calls = 3 + firms if moment == BEFORE_COMMIT else firms
    setattr(holder, name, _dying(getattr(holder, name), calls, jobs, is_after=is_after))
    call_command("migrate_fleet", "--wave-size", "2", "--jobs", str(jobs))


def _dying(
    work: Callable[..., Any], calls: int, jobs: int, *, is_after: bool
) -> Callable[..., Any]:
    numbers, together = count(1), Barrier(jobs, timeout=30)

    def worked(*arguments: Any, **named: Any) -> Any:
        if current_thread() is not main_thread():
            together.wait()
        is_its_turn = next(numbers) == calls  # two threads never get the same one
        if is_its_turn and not is_after:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = work(*arguments, **named)
        if is_its_turn:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    return worked


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
