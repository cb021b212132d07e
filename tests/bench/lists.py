"""bin/bench lists: what every list of the portal costs a large firm and a small one.

The large firm has 10,000 contacts, 5,000 cases with 15,000 parties, 10,000 documents
and 10,000 entries in its log; the small one 100 of each. The lists are those of
tests/crowd/, against which a test holds the table of all addresses. Each is asked for
in both firms in turn, so that noise hits both alike, by one process with the login and
the middleware of the web process, through Django's test client, without a socket.

The peer of each list is the same list of the small firm. The ratio is that of the
fastest times: what the work costs, when nobody else wants the processor. The
milliseconds of the goal are medians, with whatever else this machine does; above the
table stands how much that was, and the first line is a page without rows.

Goals: every ratio <= 1.5; of a list or a search the median <= 100 ms and fewer than 12
statements; fewer than 15 on the client's home. Statements are counted at psycopg,
without those that choose the firm. First pages and those of one case or contact show
many small lists: they have a limit of statements of their own and none of milliseconds,
and count in the last line by their ratio alone. The client of the large firm has
five hundred cases.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.embedded.stack import Stack, TemporaryStack
from tests.bench.provision_peers.peer import Peer, PeerLost
from tests.bench.report import table
from tests.bench.report.spread import Spread

ROOT = Path(__file__).resolve().parents[2]
RATIO, MILLISECONDS, LIMIT = 1.5, 100, 11  # statements of a list: under 12
PEERS = "tests.bench.lists_peers.lists"


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One list: seconds in both firms, statements in both, and how many it may ask."""

    what: str
    small: Sequence[float]
    large: Sequence[float]
    statements: tuple[int, int]
    most: int

    @property
    def is_list(self) -> bool:
        """Whether it is a list or a search, and not a page of many."""
        return self.most == LIMIT

    @property
    def ratio(self) -> float:
        """How much more the large firm's costs, told by the fastest of each."""
        return min(self.large) / min(self.small)

    @property
    def milliseconds(self) -> float:
        """The slower median."""
        return max(Spread.of(each).median for each in (self.small, self.large)) * 1000

    @property
    def missed(self) -> list[str]:
        """The goals that it misses, in words."""
        goals = {
            f"ratio {self.ratio:.2f}": self.ratio > RATIO,
            f"{self.milliseconds:.0f} ms": self.is_list
            and self.milliseconds > MILLISECONDS,
            f"{max(self.statements)} queries": max(self.statements) > self.most,
        }
        return [words for words, is_missed in goals.items() if is_missed]


def main() -> int:
    """Measure, print, and tell whether the goals were met."""
    parser = argparse.ArgumentParser(prog="bin/bench lists", description=__doc__)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--requests", type=int, default=5, help="in each round")
    parser.add_argument("--only", default="", help="lists with these words in the name")
    asked = parser.parse_args()

    with TemporaryStack() as stack:
        stack.prepare_database("lists")
        subprocess.run(
            [sys.executable, "-m", PEERS, "setup"],
            env=environment(stack, "owner"), stdout=sys.stderr, check=True,
        )  # fmt: skip
        try:
            found = measure(stack, asked)
        except PeerLost as lost:
            print(f"lists: {lost} did not run")
            return 1
    show(found)
    return verdict(found[1:])


def measure(stack: Stack, asked: argparse.Namespace) -> list[Measured]:
    """Ask for every list, round after round. The first is the page without rows."""
    with Peer("lists", environment(stack, "app"), package="lists_peers") as firms:
        first, *others = firms.ask("names")["names"].items()
        lists = dict([first, *(each for each in others if asked.only in each[0])])
        times: dict[str, tuple[list[float], list[float]]] = {
            what: ([], []) for what in lists
        }
        for _ in range(asked.rounds):
            for what, (small, large) in times.items():
                answer = firms.ask(f"time {asked.requests} {what}")
                small.extend(answer["small"])
                large.extend(answer["large"])
        counts = {what: firms.ask(f"count {what}") for what in lists}
    return [
        Measured(
            what=what, small=small, large=large, most=lists[what],
            statements=(counts[what]["small"], counts[what]["large"]),
        )
        for what, (small, large) in times.items()
    ]  # fmt: skip


def show(found: Sequence[Measured]) -> None:
    """How busy the machine is, and one table."""
    minute = os.getloadavg()[0]
    print(f"load of the last minute: {minute:.1f} on {os.cpu_count()} processors")
    rows = []
    for each in found:
        small, large = Spread.of(each.small), Spread.of(each.large)
        rows.append([
            each.what,
            table.milliseconds(small.fastest), table.milliseconds(large.fastest),
            f"{each.ratio:.2f}",
            table.milliseconds(small.median), table.milliseconds(large.median),
            *map(str, each.statements),
            ", ".join(each.missed),
        ])  # fmt: skip
    head = "list|100: ms|10,000: ms|ratio|100: median|10,000: median|queries||missed"
    table.show(head.split("|"), rows)


def verdict(lists: Sequence[Measured]) -> int:
    """The last line, and 1 when a goal is missed."""
    worst = max(each.ratio for each in lists)
    held = [each for each in lists if each.is_list]
    slowest = max((each.milliseconds for each in held), default=0)
    queries = max((max(each.statements) for each in held), default=0)
    print(f"lists: worst ratio = {worst:.2f} slowest = {slowest:.0f} ms"
          f" queries = {queries}")  # fmt: skip
    return int(any(each.missed for each in lists))


def environment(stack: Stack, login: str) -> dict[str, str]:
    """The variables of the process."""
    return {
        **os.environ,
        **stack.environment(login=login, database="lists"),
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
