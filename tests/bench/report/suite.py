"""Tests that are run thoroughly, and what they say of themselves."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.thorough import VARIABLE

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, kw_only=True)
class Tested:
    """One test: how it ended, and the numbers that it recorded."""

    name: str
    seconds: float
    is_passed: bool
    why: str
    numbers: dict[str, int]


def run(tests: Sequence[str], *arguments: str) -> list[Tested]:
    """Run these as often as was promised; pytest's own words go to standard error."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.xml"
        options = ["-q", "--timeout=3000", "-o", "junit_family=xunit1", *arguments]
        subprocess.run(
            [sys.executable, "-m", "pytest", *options, f"--junitxml={told}", *tests],
            cwd=ROOT, env={**os.environ, VARIABLE: "1"}, stdin=subprocess.DEVNULL,
            stdout=sys.stderr, check=False,
        )  # fmt: skip
        if not told.exists():
            return []
        root = ElementTree.parse(told).getroot()  # noqa: S314  (our own)
        return [_tested(case) for case in root.iter("testcase")]


def _tested(case: ElementTree.Element) -> Tested:
    told = {each.tag: str(each.get("message", "")) for each in case}
    wrong = [told[tag] for tag in ("failure", "error", "skipped") if tag in told]
    return Tested(
        name=case.get("name", "").removeprefix("test_").replace("_", " "),
        seconds=float(case.get("time", 0)),
        is_passed=not wrong,
        why="".join(wrong),
        numbers={
            each.get("name", ""): int(each.get("value", 0))
            for each in case.iterfind("properties/property")
        },
    )
