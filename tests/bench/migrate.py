"""How fast a fleet is migrated: stock `migrate_schemas` against our `migrate_fleet`.

    bin/bench migrate --firms 100

All on one PostgreSQL with fsync on, in one run, with the same firms and the same files:
first a release with one nullable column, then one with a data function (RunPython) and
another column. Up to STOCK_DOES_ALL firms, stock migrates as many as we do, in a copy
of the database. Beyond, where it would take many minutes, it migrates SAMPLE firms of
the same database, and we the others. Nobody is timed while migrating `public`.

The last line: how many times as fast as stock we are, at the worse of the two releases,
and our milliseconds for each firm at the first one, which is SQL only.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from infra.embedded.stack import Stack
from tests.bench.migrate_peers.environment import environment
from tests.bench.provision_peers.peer import Peer, PeerLost
from tests.bench.report import table

ROOT = Path(__file__).resolve().parents[2]
RELEASES = {"column": "one nullable column", "data": "RunPython and a column"}
STOCK_DOES_ALL, SAMPLE, COMPARED = 200, 10, 20
RATIO, PER_FIRM, NOTHING = 20.0, 3.0, 1.0  # times; ms at 1,000 firms or more; seconds
MANY = 1000


@dataclass
class Measured:
    """Seconds for each release, and for nothing to do; who was migrated by whom."""

    stock: dict[str, float] = field(default_factory=dict)
    ours: dict[str, float] = field(default_factory=dict)
    bootstrap: dict[str, float] = field(default_factory=dict)
    nothing: float = 0.0
    queries: int = 0
    by_stock: list[str] = field(default_factory=list)
    by_us: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)


def main() -> int:
    """Measure, compare, show; the exit code."""
    parser = argparse.ArgumentParser(prog="bin/bench migrate")
    parser.add_argument("--firms", type=int, default=100, metavar="N")
    firms = parser.parse_args().firms
    with (
        tempfile.TemporaryDirectory(prefix="tablinum-bench-") as folder,
        Stack(Path(folder) / "stack") as stack,
    ):
        try:
            return show(measure(stack, firms), firms)
        except (PeerLost, subprocess.CalledProcessError) as error:
            print(f"migrate: a peer did not run: {error}")
            return 1


def measure(stack: Stack, firms: int) -> Measured:
    """Make the fleet, and let both peers migrate it."""
    done = Measured()
    home = "stock" if firms <= STOCK_DOES_ALL else "ours"
    done.by_us = prepare(stack, firms, home)
    if home == "ours":
        done.by_stock, done.by_us = done.by_us[-SAMPLE:], done.by_us[:-SAMPLE]
    with ExitStack() as running:
        ours = running.enter_context(peer(stack, "ours", "ours"))
        stock = running.enter_context(peer(stack, "stock", home))
        for release in RELEASES:
            said = stock.ask(" ".join([release, *done.by_stock]))
            done.stock[release] = said["seconds"]
            said = ours.ask(f"migrate {release}")
            done.ours[release] = said["seconds"]
            done.bootstrap[release] = said["bootstrap"]
        again = ours.ask("again")
        done.nothing, done.queries = again["seconds"], again["queries"]
    done.by_stock = done.by_stock or done.by_us
    done.differences = compare(stack, done, home)
    return done


def prepare(stack: Stack, firms: int, home: str) -> list[str]:
    """The fleet, in one database or in two alike; the schemas of its firms."""
    stack.prepare_database("ours")
    subprocess.run(
        [sys.executable, "manage.py", "bootstrap"],
        env=environment(stack, "ours", is_stock=False),
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    with peer(stack, "ours", "ours") as maker:
        schemas: list[str] = maker.ask(f"make {firms}")["schemas"]
    if home != "ours":
        stack.copy_database("ours", home)
    return schemas


def peer(stack: Stack, name: str, database: str) -> Peer:
    """A peer's process, on that database."""
    there = environment(stack, database, is_stock=name == "stock")
    return Peer(name, there, package="migrate_peers")


def compare(stack: Stack, done: Measured, home: str) -> list[str]:
    """In which parts schemas migrated by us differ from those migrated by stock."""
    stock = fingerprints(stack, home, done.by_stock[-COMPARED:])
    ours = fingerprints(stack, "ours", done.by_us[-COMPARED:])
    all_of_them = [*stock.values(), *ours.values()]
    first = all_of_them[0]
    return sorted(
        part for part in first if len({each[part] for each in all_of_them}) > 1
    )


def fingerprints(
    stack: Stack, database: str, schemas: list[str]
) -> dict[str, dict[str, str]]:
    """For each schema, a hash for each part."""
    output = subprocess.run(
        [sys.executable, "-m", "tests.bench.migrate_peers.fingerprints"],
        env=environment(stack, database, is_stock=False), input="\n".join(schemas),
        cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    ).stdout  # fmt: skip
    return dict(json.loads(output))


def show(done: Measured, firms: int) -> int:
    """Print the table and the last line; 1 when a goal is missed."""
    ratios = {
        release: done.stock[release] / len(done.by_stock)
        / (done.ours[release] / len(done.by_us))
        for release in RELEASES
    }  # fmt: skip
    table.show(
        ("", "firms", "seconds", "ms a firm", "stock is"),
        [*rows(done, ratios)],
    )
    print(f"\n{firms} firms in the database; fsync on. The seconds are of the whole")
    print("command. What bootstrap does once for a release is beside the comparison.")
    if len(done.by_stock) < firms:
        print(f"Stock migrated a sample of {len(done.by_stock)} firms, one by one.")
    same = "identical" if not done.differences else "DIFFERENT in "
    print(f"Catalog, rows and rights: {same}{', '.join(done.differences)}.")
    ratio = min(ratios.values())
    each = done.ours["column"] / len(done.by_us) * 1000  # the SQL alone
    print(f"migrate: stock/ours = {ratio:.1f} ms/firm = {each:.2f}")
    is_good = ratio >= RATIO and (firms < MANY or each <= PER_FIRM)
    is_quiet = done.queries == 1 and done.nothing < NOTHING
    return 0 if is_good and is_quiet and not done.differences else 1


def rows(done: Measured, ratios: dict[str, float]) -> list[tuple[str, ...]]:
    """A row for each thing that was timed."""
    found = []
    for release, what in RELEASES.items():
        for name, seconds, firms, ratio in (
            ("stock migrate_schemas", done.stock, len(done.by_stock), 1.0),
            ("our migrate_fleet", done.ours, len(done.by_us), ratios[release]),
        ):
            time = seconds[release]
            found.append(
                (
                    f"{what}: {name}", str(firms), f"{time:.2f}",
                    f"{time / firms * 1000:.2f}", f"{ratio:.1f} x",
                )
            )  # fmt: skip
    for release, what in RELEASES.items():
        time = f"{done.bootstrap[release]:.2f}"
        found.append((f"{what}: our bootstrap, public and template", "", time, "", ""))
    queries = f"nothing to do: our migrate_fleet ({done.queries} query)"
    found.append((queries, str(len(done.by_us)), f"{done.nothing:.3f}", "", ""))
    return found


if __name__ == "__main__":
    sys.exit(main())
