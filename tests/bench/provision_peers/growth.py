"""What our whole run costs with a few firms present, and with many, in one process.

The many are filled in by cheap replays: a schema, a role, rows in `public`, but no run.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from infra.embedded.stack import Stack
from tests.bench.provision_peers.environment import environment
from tests.bench.provision_peers.peer import Peer

DATABASE = "grown"
FEW, MEASURED = 10, 10
WARM_UP = 3


@dataclass(frozen=True, slots=True)
class Growth:
    """Median seconds of a run with few and with many firms present."""

    firms: int
    few: float
    many: float

    @property
    def ratio(self) -> float:
        """How many times as much it costs."""
        return self.many / self.few


def measure(stack: Stack, firms: int) -> Growth:
    """Fill the database to FEW, measure; fill it to `firms`, measure again."""
    with Peer("whole", environment(stack, DATABASE)) as ours:
        ours.ask(f"fill {FEW - WARM_UP}")
        _runs(ours, "warm", WARM_UP)
        few = _runs(ours, "few", MEASURED)
        ours.ask(f"fill {firms - FEW - MEASURED - 1}")
        _runs(ours, "again", 1)
        many = _runs(ours, "many", MEASURED)
    return Growth(firms, median(few), median(many))


def _runs(ours: Peer, name: str, number: int) -> list[float]:
    lines = (f"{name}-{each}" for each in range(number))
    return [float(ours.ask(line)["seconds"]) for line in lines]
