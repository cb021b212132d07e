"""bin/bench kills: kill -9 at random moments, as often as was promised.

The suite takes a seeded sample of the same tests. Each kind of run of the provisioning
worker is killed a hundred times in its middle, at moments drawn from its whole length;
then the sweep finishes what was begun, and nothing may be lost, done twice, or left
behind. The web process that takes an upload dies a hundred times, and so does the
worker that scans files, and develops and counts them; no file may be lost that has
arrived.

Goal: all of them converge.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from tests.bench.report import suite, table
from tests.bench.report.suite import Tested

TESTS = (
    "tests/provisioning/test_killed_driver.py"
    "::test_the_sweep_finishes_what_died_at_random_moments",
    "tests/portal/documents/killed/test_killed.py",
)


def main() -> int:
    """Kill, print, and tell whether all converged."""
    argparse.ArgumentParser(prog="bin/bench kills", description=__doc__).parse_args()
    found = suite.run(TESTS)
    show(found)
    return verdict(found)


def show(found: Sequence[Tested]) -> None:
    """Who was killed how often, and what did not converge."""
    rows = [
        [
            each.name,
            str(each.numbers.get("kills", 0)),
            str(each.numbers.get("runs", 0)),
            f"{each.seconds:.0f}",
            "yes" if each.is_passed else "NO",
        ]
        for each in found
    ]
    table.show(["what", "kills", "runs", "seconds", "converged"], rows)
    for each in found:
        if not each.is_passed:
            print(f"  {each.name}: {each.why[:500]}")


def verdict(found: Sequence[Tested]) -> int:
    """The last line, and 1 when something did not converge."""
    kills = sum(each.numbers.get("kills", 0) for each in found)
    lost = sum(not each.is_passed for each in found)
    print(f"kills: not converged = {lost} kills = {kills}")
    return int(lost > 0 or not kills)


if __name__ == "__main__":
    sys.exit(main())
