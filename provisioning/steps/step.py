"""What a step is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provisioning.models import Run

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Work = Callable[[Run], None]


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a run. `name` stands in the database: never rename it.

    `undo` is None for what cannot be taken back: once such a step began, neither can
    the run.
    """

    name: str
    label: _StrPromise
    do: Work
    undo: Work | None


def nothing(run: Run) -> None:
    """The undoing of a step that leaves nothing behind."""
