"""What came of it: which sabotages were noticed, and by which of their tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.isolation.preventions.plugin import FAILED, NOTHING, PASSED, is_of
from tests.isolation.preventions.sabotage import Sabotage

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """One sabotage and one of its tests."""

    sabotage: Sabotage
    test: str
    is_noticed: bool
    why: str


def judged(
    sabotages: Sequence[Sabotage], *options: str, environment: dict[str, str]
) -> list[Verdict]:
    """Run the tests of these in a pytest of their own; `options` are pytest's."""
    tests = dict.fromkeys(
        test.partition("[")[0] for each in sabotages for test in each.tests
    )
    names = ",".join(each.name for each in sabotages)
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told"
        told.touch()
        subprocess.run(
            [
                sys.executable, "-m", "pytest", "-q", *options,
                "-p", "tests.isolation.preventions.plugin",
                "--taken-out", names, "--told", str(told), *tests,
            ],
            cwd=ROOT, env={**os.environ, **environment}, check=True,
            stdin=subprocess.DEVNULL, stdout=sys.stderr,
        )  # fmt: skip
        lines = [json.loads(line) for line in told.read_text().splitlines()]
    return list(verdicts(sabotages, lines))


def verdicts(
    sabotages: Iterable[Sabotage], lines: Sequence[dict[str, str]]
) -> Iterable[Verdict]:
    """A test has noticed when it passes with everything in place, and fails without."""
    for each in sabotages:
        for test in each.tests:
            mine = [line for line in lines if is_of(line["test"], test)]
            is_sound = _ended(mine, NOTHING, PASSED)
            failed = _ended(mine, each.name, FAILED)
            others = [line for line in mine if line["name"] in (NOTHING, each.name)]
            told = (failed or others or [{"ended": "not run", "why": ""}])[-1]
            yield Verdict(
                sabotage=each,
                test=test,
                is_noticed=bool(is_sound and failed),
                why=f"{told['ended']}: {told['why']}",
            )


def _ended(
    lines: Sequence[dict[str, str]], name: str, how: str
) -> list[dict[str, str]]:
    return [line for line in lines if (line["name"], line["ended"]) == (name, how)]
