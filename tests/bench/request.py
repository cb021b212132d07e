"""bin/bench request: what a firm's page costs more than the same page of plain Django.

The page makes three queries. Three processes answer it in turn within one run, on one
PostgreSQL: plain Django with a single schema, stock django-tenants, and ours. Requests
go through WSGI in the process, so that no socket or client adds noise. Each peer has
the same middleware, persistent connections and server-side binding; stock and ours add
theirs.

Goals: ours/plain <= 1.15 for a repeated firm, and no statement more than plain.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

from infra.embedded.stack import Stack, TemporaryStack
from tests.bench.provision_peers.peer import Peer, PeerLost
from tests.bench.report import table
from tests.bench.report.spread import Spread

ROOT = Path(__file__).resolve().parents[2]
PEERS = ("plain", "stock", "ours")
GOAL = 1.15
WARM_UP = 200


def main() -> int:
    """Measure, print, and tell whether the goals were met."""
    parser = argparse.ArgumentParser(prog="bin/bench request", description=__doc__)
    parser.add_argument("--firms", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--requests", type=int, default=100, help="in each round")
    asked = parser.parse_args()

    with TemporaryStack() as stack:
        prepare(stack, asked.firms)
        try:
            return compare(stack, asked)
        except PeerLost as lost:
            print(f"request: the peer {lost} did not run")
            return 1


def prepare(stack: Stack, firms: int) -> None:
    """A database for each peer, with its tables and rows."""
    for peer in PEERS:
        stack.prepare_database(peer)
        subprocess.run(
            [
                sys.executable,
                "-m",
                f"tests.bench.request_peers.{peer}",
                "setup",
                str(firms),
            ],
            env=environment(stack, peer, "owner"),
            stdout=sys.stderr,
            check=True,
        )


def compare(stack: Stack, asked: argparse.Namespace) -> int:
    """Ask all peers in turn, round after round, and show the medians."""
    hosts = [f"f{number}.localhost" for number in range(asked.firms)]
    series = {"one firm": hosts[:1], "another firm each time": hosts}
    with (
        peer(stack, "plain") as plain,
        peer(stack, "stock") as stock,
        peer(stack, "ours") as ours,
    ):
        everyone = {"plain": plain, "stock": stock, "ours": ours}
        results = {
            name: measure(everyone, visited, asked) for name, visited in series.items()
        }
    show(results)
    return verdict(results["one firm"])


Results = dict[str, tuple[list[float], float]]


def measure(
    peers: dict[str, Peer], hosts: list[str], asked: argparse.Namespace
) -> Results:
    """Seconds of each round, and statements per request, for each peer."""
    names = " ".join(hosts)
    for one in peers.values():
        one.ask(f"time {WARM_UP} {names}")
    times: dict[str, list[float]] = {name: [] for name in peers}
    for number in range(asked.rounds):
        order = list(peers)
        for name in order[number % 3 :] + order[: number % 3]:
            answer = peers[name].ask(f"time {asked.requests} {names}")
            times[name].append(answer["seconds"])
    return {
        name: (times[name], one.ask(f"count {len(hosts) * 2} {names}")["statements"])
        for name, one in peers.items()
    }


def show(results: dict[str, Results]) -> None:
    """One table: milliseconds, the ratio to plain, and statements."""
    rows = []
    for series, by_peer in results.items():
        for name, (seconds, statements) in by_peer.items():
            spread = Spread.of(seconds)
            rows.append([
                f"{series}: {name}",
                f"{spread.median * 1000:.3f}",
                f"{spread.tenth * 1000:.3f} - {spread.ninetieth * 1000:.3f}",
                f"{ratio(by_peer, name):.2f}",
                f"{statements:.2f}",
            ])  # fmt: skip
    table.show(["request", "median ms", "10 % - 90 %", "to plain", "statements"], rows)
    print("Statements count all that leave through psycopg: the page's three queries,")
    print("Django's health check of a persistent connection, and what each peer adds.")


def ratio(by_peer: Results, name: str) -> float:
    """The median of the rounds' ratios to plain: noise hits both alike."""
    pairs = zip(by_peer[name][0], by_peer["plain"][0], strict=True)
    return median(one / plain for one, plain in pairs)


def verdict(by_peer: Results) -> int:
    """The last line, and 1 when a goal is missed."""
    ours = ratio(by_peer, "ours")
    extra = by_peer["ours"][1] - by_peer["plain"][1]
    stock = ratio(by_peer, "stock")
    print(f"request: ours/plain = {ours:.2f} stock/plain = {stock:.2f}"
          f" extra statements = {extra:.0f}")  # fmt: skip
    return int(ours > GOAL or extra > 0)


def peer(stack: Stack, name: str) -> Peer:
    """Start a peer; ours logs in as `app`, as the web process does."""
    login = "app" if name == "ours" else "owner"
    return Peer(name, environment(stack, name, login), package="request_peers")


def environment(stack: Stack, name: str, login: str) -> dict[str, str]:
    """The variables of a peer's process."""
    return {
        **os.environ,
        **stack.environment(login=login, database=name),
        "DJANGO_SETTINGS_MODULE": f"tests.bench.request_peers.{name}_settings",
        "TABLINUM_ENVIRONMENT": "production",
        "TABLINUM_PLATFORM_HOST": "localhost",
        "TABLINUM_HTTPS": "0",
        "TABLINUM_SMTP_URL": "smtp://127.0.0.1:9",
        "TABLINUM_MAIL_FROM": "Tablinum <no-reply@localhost>",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
    }


if __name__ == "__main__":
    raise SystemExit(main())
