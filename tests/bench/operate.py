"""bin/bench operate: what each operator's page costs the server with many firms.

One process answers, with the login and the middleware of the web process, through
Django's test client, so that no socket adds noise. All pages are asked in turn, round
after round. Beside them stands the landing page, which asks the database nothing: what
a page costs on this machine at this moment. The processor's time is that of the web
process alone; on a machine that does other work the rest of a page's time is waiting.

Goals with 1,000 firms: every page <= 150 ms (median) and fewer than 15 statements.
Statements are counted at psycopg with an empty cache, Django's health check included.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from infra.embedded.stack import Stack, TemporaryStack
from tests.bench.provision_peers.peer import Peer, PeerLost
from tests.bench.report import table
from tests.bench.report.spread import Spread

ROOT = Path(__file__).resolve().parents[2]
TRIVIAL = "(landing page)"
MILLISECONDS, STATEMENTS = 150, 15


def main() -> int:
    """Measure, print, and tell whether the goals were met."""
    parser = argparse.ArgumentParser(prog="bin/bench operate", description=__doc__)
    parser.add_argument("--firms", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=4, help="in each round")
    asked = parser.parse_args()

    with TemporaryStack() as stack:
        stack.prepare_database("operate")
        subprocess.run(
            [
                sys.executable,
                "-m",
                "tests.bench.operate_peers.operate",
                "setup",
                str(asked.firms),
            ],
            env=environment(stack, "owner"),
            stdout=sys.stderr,
            check=True,
        )
        try:
            return measure(stack, asked)
        except PeerLost as lost:
            print(f"operate: {lost} did not run")
            return 1


def measure(stack: Stack, asked: argparse.Namespace) -> int:
    """Ask for every page, round after round."""
    with Peer(
        "operate", environment(stack, "app"), package="operate_peers"
    ) as operator:
        names = operator.ask("names")["names"]
        times: dict[str, list[float]] = {name: [] for name in names}
        busy: dict[str, list[float]] = {name: [] for name in names}
        for _ in range(asked.rounds):
            for name in names:
                answer = operator.ask(f"time {asked.requests} {name}")
                times[name] += answer["seconds"]
                busy[name].append(answer["busy"])
        counts = {name: operator.ask(f"count {name}")["statements"] for name in names}
    show(times, busy, counts)
    return verdict(times, counts)


def show(
    times: dict[str, list[float]],
    busy: dict[str, list[float]],
    counts: dict[str, int],
) -> None:
    """One table: milliseconds, those of the processor among them, and statements."""
    rows = []
    for name, seconds in times.items():
        spread = Spread.of(seconds)
        rows.append([
            name,
            f"{spread.median * 1000:.1f}",
            f"{spread.tenth * 1000:.1f} - {spread.ninetieth * 1000:.1f}",
            f"{Spread.of(busy[name]).median * 1000:.1f}",
            str(counts[name]),
        ])  # fmt: skip
    table.show(["page", "median ms", "10 % - 90 %", "processor ms", "statements"], rows)


def verdict(times: dict[str, list[float]], counts: dict[str, int]) -> int:
    """The last line, and 1 when a goal is missed."""
    pages = [name for name in times if name != TRIVIAL]
    slowest = max(Spread.of(times[name]).median for name in pages) * 1000
    most = max(counts[name] for name in pages)
    print(f"operate: slowest = {slowest:.0f} ms queries = {most}")
    return int(slowest > MILLISECONDS or most >= STATEMENTS)


def environment(stack: Stack, login: str) -> dict[str, str]:
    """The variables of the process."""
    return {
        **os.environ,
        **stack.environment(login=login, database="operate"),
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
