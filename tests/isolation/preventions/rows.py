"""The tables of docs/security.md: ways in, preventions, and the tests of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs/security.md"
CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Row:
    """A way in, the one place that prevents it, and where that is proved."""

    way_in: str
    prevention: str
    proof: str

    @property
    def named(self) -> list[str]:
        """The files, folders and tests in the last cell; a file may stand beside the
        one before, which names the folder."""
        found: list[str] = []
        for name in CODE.findall(self.proof):
            beside = "/" not in name and name.endswith(".py") and found
            folder = found[-1].rpartition("/")[0] if beside else ""
            found.append(f"{folder}/{name}" if beside else name)
        return found

    def names(self, test: str) -> bool:
        """Whether a test, as `path::function`, is one of those in the last cell."""
        path, function = test.partition("[")[0].split("::", 1)
        return any(
            path == name or (name.endswith("/") and path.startswith(name))
            or function.rpartition("::")[2] == name
            for name in self.named
        )  # fmt: skip


def rows() -> Iterator[Row]:
    """All rows of all tables of the page."""
    for line in PAGE.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("| ") and len(cells) == 3 and cells[0] != "way in":
            yield Row(*cells)
