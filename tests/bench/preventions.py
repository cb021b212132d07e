"""bin/bench preventions: take each prevention out, and see whether a test notices.

    bin/bench preventions [NAME ...]

For each row of docs/security.md there is a small sabotage in a running process: a
function that always says yes, a middleware that is missing, a right that was granted.
The tests that are named beside it run twice, as everything is and without it: they must
pass, and then fail. Goal: every one of them does.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from tests import stack

if TYPE_CHECKING:  # the tests need Django, which is ready later
    from tests.isolation.preventions.verdicts import Verdict

WIDTHS = (66, 76)
TWO_CORES = ("-n2", "--dist=worksteal", "--no-header", "--show-capture=no")


def main() -> int:
    """Run all, or those that are named; print; tell whether all were noticed."""
    parser = argparse.ArgumentParser(prog="bin/bench preventions", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    asked = parser.parse_args()
    with stack.served():
        from tests.isolation.preventions import listed, verdicts  # noqa: PLC0415

        chosen = [
            each
            for each in listed.SABOTAGES
            if not asked.names or each.name in asked.names
        ]
        found = verdicts.judged(chosen, *TWO_CORES, environment={})
        show(found)
        for way_in, reason in listed.REASONS.items() if not asked.names else ():
            print(f"{way_in}\n  not taken out: {reason}")
    return conclude(found)


def show(found: Sequence[Verdict]) -> None:
    """Each way in, what was taken out, and the test that should say so."""
    for way_in, group in groupby(found, key=lambda each: each.sabotage.way_in):
        print(way_in)
        for each in group:
            what, test = each.sabotage.what, each.test.partition("::")[2]
            noticed = "yes" if each.is_noticed else f"NO   {each.why}"
            cells = zip((what, test), WIDTHS, strict=True)
            print("  " + "".join(text.ljust(width) for text, width in cells) + noticed)


def conclude(found: Sequence[Verdict]) -> int:
    """The last line, and 1 unless each one was noticed by each of its tests."""
    names = {each.sabotage.name for each in found}
    missed = {each.sabotage.name for each in found if not each.is_noticed}
    noticed = len(names) - len(missed)
    print(f"preventions: taken out = {len(names)} noticed = {noticed}")
    return int(noticed != len(names))


if __name__ == "__main__":
    sys.exit(main())
