"""Many times of the same thing, in a few numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Spread:
    """Seconds: the median, the fastest, and the middle four fifths."""

    count: int
    median: float
    fastest: float
    tenth: float
    ninetieth: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Spread:
        """The spread of at least one measured time."""
        tenths = quantiles(seconds, n=10) if len(seconds) > 1 else [seconds[0]] * 9
        return cls(
            count=len(seconds),
            median=median(seconds),
            fastest=min(seconds),
            tenth=tenths[0],
            ninetieth=tenths[-1],
        )
