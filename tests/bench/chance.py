"""bin/bench chance: what depends on chance, as often as was promised.

The suite takes a seeded sample of these tests. Here are ten thousand forged removals
and tamperings of a log without its head, ten thousand tries at one invitation, twenty
thousand steps between two firms, and a thousand manipulations of chunks of full size.

Goal: all pass.
"""

from __future__ import annotations

import argparse
import sys

from tests.bench.report import suite, table

TESTS = (
    "tests/tenants/audit/test_forged_removals.py",
    "tests/portal/access/test_parallel.py",
    "tests/isolation/test_wrong_firm.py",
    "tests/tenants/storage/test_manipulations.py",
)


def main() -> int:
    """Run, print, and tell whether all passed."""
    argparse.ArgumentParser(prog="bin/bench chance", description=__doc__).parse_args()
    found = suite.run(TESTS)
    rows = [
        [each.name, f"{each.seconds:.1f}", "yes" if each.is_passed else "NO"]
        for each in found
    ]
    table.show(["what", "seconds", "passed"], rows)
    failed = [each for each in found if not each.is_passed]
    for each in failed:
        print(f"  {each.name}: {each.why[:500]}")
    print(f"chance: tests = {len(found)} failed = {len(failed)}")
    return int(bool(failed) or not found)


if __name__ == "__main__":
    sys.exit(main())
