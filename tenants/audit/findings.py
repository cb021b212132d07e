"""What can be wrong with a log, and what was seen of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What happened to the log."""

    CHANGED = "changed"
    DELETED = "deleted"
    INSERTED = "inserted"
    REORDERED = "reordered"
    FORGED = "forged removal"
    CUT = "cut"
    UNANCHORED = "no anchor"
    LATE = "not sealed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: what, and where."""

    kind: Kind
    text: str

    def __str__(self) -> str:
        return f"{self.kind.upper()}: {self.text}"


@dataclass(slots=True)
class Report:
    """What was verified, what waits for its seal, and what is wrong.

    `removed` rows are gone because the firm's term was over, up to `removed_up_to`, the
    number of a seal; 0 when there are none.
    """

    seals: int = 0
    rows: int = 0
    waiting: int = 0
    removed: int = 0
    removed_up_to: int = 0
    findings: list[Finding] = field(default_factory=list)

    def add(self, kind: Kind, text: str) -> None:
        """Write down that something is wrong."""
        self.findings.append(Finding(kind, text))

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings
