"""How fast a firm is made: stock django-tenants, psql, our tables' step, our whole run.

    bin/bench provision --firms 30
    bin/bench provision --firms 1000

All on one PostgreSQL with fsync on, in one run, firm by firm in turn, each peer in a
database of its own with as many firms as the others'. The last line says how many times
as fast as stock our tables' step and our whole run are, and how many times as long as
psql our tables' step takes for the same SQL.

With LARGE firms or more, the peers are compared with COMPARED each (stock would take
half an hour), and our whole run alone is measured with ten and with all firms present.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path

from infra.embedded.stack import Stack
from tests.bench.provision_peers import growth
from tests.bench.provision_peers.environment import environment
from tests.bench.provision_peers.growth import Growth
from tests.bench.provision_peers.peer import Peer, PeerLost
from tests.bench.provision_peers.psql import Psql
from tests.bench.report import table
from tests.bench.report.spread import Spread

STOCK, TABLES, PSQL, PROCESS, WHOLE = (
    "stock django-tenants: migrate_schemas",
    "ours: tables' step (replay, rows, rights, commit)",
    "psql, the same SQL: its own \\timing, summed",
    "psql, the same SQL: its whole process",
    "ours: whole run, requested to active",
)
AT_LEAST = {"stock/tables": 15.0, "stock/ours": 5.0}
AT_MOST = {"tables/psql": 1.3}
GROWTH_AT_MOST = 2.0
COMPARED, LARGE = 30, 1000
DATABASES = {"stock": "--grant", "tables": "", "psql": "--grant", "whole": ""}
ROOT = Path(__file__).resolve().parents[2]

Times = dict[str, list[float]]


def main() -> int:
    """Measure, compare, show; the exit code."""
    parser = argparse.ArgumentParser(prog="bin/bench provision")
    parser.add_argument("--firms", type=int, default=30, metavar="N")
    firms = parser.parse_args().firms
    with (
        tempfile.TemporaryDirectory(prefix="tablinum-bench-") as folder,
        Stack(Path(folder) / "stack") as stack,
    ):
        try:
            times = measure(stack, firms if firms < LARGE else COMPARED)
            differences = compare(stack)
            grown = growth.measure(stack, firms) if firms >= LARGE else None
        except (PeerLost, subprocess.CalledProcessError) as error:
            print(f"provision: a peer did not run: {error}")
            return 1
    return show(times, differences, grown)


def measure(stack: Stack, firms: int) -> Times:
    """The times of all peers, taken in turn, after one firm each to warm up."""
    prepare(stack)
    times: Times = defaultdict(list)
    with ExitStack() as running:
        peers = {
            name: running.enter_context(Peer(name, environment(stack, name)))
            for name in ("stock", "tables", "whole")
        }
        psql = Psql(
            stack.postgres_bin / "psql", stack.dsn("owner", "psql"), stack.directory
        )
        for number in range(firms + 1):
            one_of_each(peers, psql, number, times if number else defaultdict(list))
            progress(number, firms)
    return times


def prepare(stack: Stack) -> None:
    """A database for each peer; ours and psql's are copies of one that is ready."""
    stack.prepare_database("tables")
    subprocess.run(
        [sys.executable, "manage.py", "bootstrap"],
        env=environment(stack, "tables"), cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    for name in ("psql", "whole", growth.DATABASE):
        stack.copy_database("tables", name)
    stack.prepare_database("stock")


def one_of_each(peers: dict[str, Peer], psql: Psql, number: int, times: Times) -> None:
    """A firm by each peer."""
    times[STOCK].append(peers["stock"].ask(str(number))["seconds"])
    times[TABLES].append(peers["tables"].ask(str(number))["seconds"])
    same = peers["tables"].ask("sql")
    replay = psql.make(same["schema"], same["sql"])
    times[PSQL].append(replay.statements)
    times[PROCESS].append(replay.process)
    times[WHOLE].append(peers["whole"].ask(str(number))["seconds"])


def compare(stack: Stack) -> list[str]:
    """In which parts the schemas of any peer differ from those of stock."""
    seen: dict[str, set[str]] = defaultdict(set)
    for name, option in DATABASES.items():
        command = [sys.executable, "-m", "tests.bench.provision_peers.fingerprints"]
        output = subprocess.run(
            [*command, *filter(None, [option])],
            env=environment(stack, name, settings="config.settings"),
            cwd=ROOT, check=True, stdout=subprocess.PIPE,
        ).stdout  # fmt: skip
        for parts in json.loads(output).values():
            for part, digest in parts.items():
                seen[part].add(digest)
    return sorted(part for part, digests in seen.items() if len(digests) > 1)


def show(times: Times, differences: list[str], grown: Growth | None) -> int:
    """Print the tables and the last line; 1 when a goal is missed."""
    spreads = {name: Spread.of(each) for name, each in times.items()}
    stock = spreads[STOCK].median
    table.show(
        ("milliseconds", "median", "fastest", "10 %", "90 %", "stock is"),
        [
            (
                name,
                *map(table.milliseconds, (each.median, each.fastest)),
                *map(table.milliseconds, (each.tenth, each.ninetieth)),
                f"{stock / each.median:.1f} x",
            )
            for name, each in spreads.items()
        ],
    )
    firms = spreads[STOCK].count
    print(f"\n{firms} firms each, in turn; fsync on; a firm each to warm up.")
    same = "identical" if not differences else "DIFFERENT in " + ", ".join(differences)
    print(f"Catalog, rows and rights of all schemas: {same}.")
    figures = {
        "stock/tables": stock / spreads[TABLES].median,
        "stock/ours": stock / spreads[WHOLE].median,
        "tables/psql": spreads[TABLES].median / spreads[PSQL].median,
    }
    missed = [
        *(name for name, goal in AT_LEAST.items() if figures[name] < goal),
        *(name for name, goal in AT_MOST.items() if figures[name] > goal),
    ]
    if grown:
        figures[f"ours({grown.firms})/ours({growth.FEW})"] = grown.ratio
        missed += ["growth"] if grown.ratio > GROWTH_AT_MOST else []
        show_growth(grown)
    print("provision: " + " ".join(f"{k} = {v:.2f}" for k, v in figures.items()))
    return 1 if missed or differences else 0


def show_growth(grown: Growth) -> None:
    """What our whole run costs with few and with many firms present."""
    for firms, seconds in ((growth.FEW, grown.few), (grown.firms, grown.many)):
        print(
            f"Our whole run, {firms} firms present: {table.milliseconds(seconds)} ms."
        )


def progress(number: int, firms: int) -> None:
    """Show on a terminal how far it is."""
    if sys.stderr.isatty():
        print(f"\r{number}/{firms}", end="\r", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
