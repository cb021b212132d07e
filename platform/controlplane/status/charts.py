"""Charts as plain numbers; templates draw them as SVG, with the same as a table.

Coordinates are whole units of the picture's own viewBox.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

Label = TypeVar("Label", bound=date | str)

WIDTH, HEIGHT, GAP = 240, 48, 4
FULL = 1000  # the width of a meter


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, how many, and where it is drawn."""

    label: date | str
    value: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars side by side, in a picture of this size."""

    bars: tuple[Bar, ...]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def most(self) -> int:
        """The highest bar's value."""
        return max((bar.value for bar in self.bars), default=0)


def bars(points: Sequence[tuple[Label, int]]) -> Chart:
    """Draw these, oldest first; a value above nothing is at least 2 units high."""
    most = max((value for _, value in points), default=0) or 1
    step = WIDTH // max(len(points), 1)
    return Chart(tuple(
        Bar(label, value, number * step, HEIGHT - high, step - GAP, high)
        for number, (label, value) in enumerate(points)
        for high in [_height(value, most)]
    ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meter:
    """How much of something is used; `limit` is None where there is none."""

    used: int
    limit: int | None

    @property
    def share(self) -> int:
        """Per cent of the limit; more than 100 when it was lowered since."""
        return round(100 * self.used / self.limit) if self.limit else 0

    @property
    def filled(self) -> int:
        """The bar's length of 1000."""
        return min(FULL, FULL * self.used // self.limit) if self.limit else 0

    @property
    def level(self) -> str:
        """How the bar looks: full, nearly full, or fine."""
        if self.limit is None or self.share < 80:  # noqa: PLR2004  (four fifths)
            return "fine"
        return "full" if self.used >= self.limit else "near"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar that shows how a whole is divided."""

    kind: str
    label: str
    value: int
    x: int
    width: int


def parts(pieces: Sequence[tuple[str, str, int]]) -> tuple[Part, ...]:
    """Lay pieces (kind, label, value) side by side on a bar of 1000."""
    whole = sum(value for _, _, value in pieces) or 1
    found, before = [], 0
    for kind, label, value in pieces:
        start, end = FULL * before // whole, FULL * (before + value) // whole
        found.append(Part(kind, label, value, start, end - start))
        before += value
    return tuple(found)


def _height(value: int, most: int) -> int:
    return max(2, HEIGHT * value // most) if value else 0
