"""bin/bench audit: how many events a second one firm's log takes, and what a page pays.

    bin/bench audit --writers 4 --events 2500

Several processes write events into the same firm at once, each committed by itself, as
pages do, with fsync on, while another one seals what is committed every half second.
Then the rest is sealed and the log is verified: every event must be in a seal, and
nothing may be wrong. Last, a client's page is asked for in turn with its own event and
without it, in one process; what it pays is the difference of the two medians.

Goals: at least 1,000 events a second, a log that is whole, and at most 5 ms for a page.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Event
from time import perf_counter
from typing import Any

from infra.embedded.stack import Stack, TemporaryStack
from tests.bench.provision_peers.peer import Peer, PeerLost
from tests.bench.report import table
from tests.bench.report.spread import Spread

ROOT = Path(__file__).resolve().parents[2]
PER_SECOND, PAYS = 1000, 5.0  # events; milliseconds
PAUSE = 0.5


def main() -> int:
    """Measure, print, and tell whether the goals were met."""
    parser = argparse.ArgumentParser(prog="bin/bench audit", description=__doc__)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--events", type=int, default=2500, help="of each writer")
    parser.add_argument("--rounds", type=int, default=200, help="of the page")
    asked = parser.parse_args()
    with TemporaryStack() as stack:
        stack.prepare_database("audit")
        subprocess.run(
            [sys.executable, "-m", "tests.bench.audit_peers.audit", "setup"],
            env=environment(stack, "owner"), stdout=sys.stderr, check=True,
        )  # fmt: skip
        try:
            return measure(stack, asked)
        except PeerLost as lost:
            print(f"audit: {lost} did not run")
            return 1


def measure(stack: Stack, asked: argparse.Namespace) -> int:
    """Write and seal at once, verify, then look at pages."""
    with ExitStack() as running:
        there = environment(stack, "app")
        sealer, *writers = [
            running.enter_context(Peer("audit", there, package="audit_peers"))
            for _each in range(asked.writers + 1)
        ]
        seconds, sealed = write(writers, sealer, asked.events)
        verified = sealer.ask("verify")
        pages = sealer.ask(f"page {asked.rounds}")
    events = asked.writers * asked.events
    show(events, seconds, sealed, verified, pages)
    return verdict(events, seconds, verified, pages)


def write(writers: list[Peer], sealer: Peer, events: int) -> tuple[float, int]:
    """Seconds until all is written, and how many rows were sealed by the end."""
    is_over, sealed = Event(), 0

    def seal() -> int:
        done = 0
        while not is_over.wait(PAUSE):
            done += sealer.ask("seal")["rows"]
        return done

    with ThreadPoolExecutor() as threads:
        sealing = threads.submit(seal)
        began = perf_counter()
        try:
            list(threads.map(lambda each: each.ask(f"write {events}"), writers))
            seconds = perf_counter() - began
        finally:
            is_over.set()
        sealed = sealing.result()
    return seconds, sealed + sealer.ask("seal")["rows"]


def show(
    events: int,
    seconds: float,
    sealed: int,
    verified: dict[str, Any],
    pages: dict[str, Any],
) -> None:
    """One table."""
    rows = [
        ["events written", str(events), f"{seconds:.2f} s"],
        ["of them sealed", str(sealed), f"in {verified['seals']} seals"],
        ["verified", str(verified["rows"]), f"{verified['seconds']:.2f} s"],
        *(
            [f"page {name} its event", "", f"{_median(pages[name]):.2f} ms"]
            for name in ("with", "without")
        ),
    ]
    table.show(["", "rows", "time"], rows)
    for finding in verified["findings"]:
        print(f"  {finding}")


def verdict(
    events: int, seconds: float, verified: dict[str, Any], pages: dict[str, Any]
) -> int:
    """The last line, and 1 when a goal is missed."""
    rate = events / seconds
    pays = _median(pages["with"]) - _median(pages["without"])
    print(f"audit: events/s = {rate:.0f} page pays = {pays:.2f} ms")
    is_whole = not verified["findings"] and not verified["waiting"]
    is_all_there = verified["rows"] == events
    return int(rate < PER_SECOND or pays > PAYS or not is_whole or not is_all_there)


def _median(seconds: list[float]) -> float:
    return Spread.of(seconds).median * 1000


def environment(stack: Stack, login: str) -> dict[str, str]:
    """The variables of the process."""
    return {
        **os.environ,
        **stack.environment(login=login, database="audit"),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "TABLINUM_ENVIRONMENT": "development",
        "TABLINUM_PLATFORM_HOST": "localhost",
        "TABLINUM_PUBLIC_PORT": "",
        "TABLINUM_HTTPS": "0",
        "TABLINUM_SMTP_URL": "smtp://127.0.0.1:9",
        "TABLINUM_MAIL_FROM": "Tablinum <no-reply@localhost>",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
    }


if __name__ == "__main__":
    raise SystemExit(main())
