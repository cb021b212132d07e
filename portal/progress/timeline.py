"""The way of one case, as a line of stages: behind it, where it is, and ahead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.cases.models import Case
from portal.progress.models import Stage, StageChange


class Place(StrEnum):
    """Where a stage lies, seen from where the case is."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Step:
    """A stage on the way; `since` is when the case came to it, None when it did not."""

    stage: Stage
    place: Place
    since: datetime | None

    @property
    def is_now(self) -> bool:
        """Whether the case is here."""
        return self.place == Place.NOW


@dataclass(frozen=True)
class Timeline:
    """All steps in their order. Empty until somebody says where the case is."""

    steps: tuple[Step, ...]

    def __bool__(self) -> bool:
        return bool(self.steps)

    @property
    def now(self) -> Step | None:
        """Where the case is."""
        return next((each for each in self.steps if each.is_now), None)

    @property
    def following(self) -> Step | None:
        """What comes after it, when anything does."""
        return next((each for each in self.steps if each.place == Place.AHEAD), None)


def at_moment(case: Case, at: datetime) -> Timeline:
    """What clients see at this moment. Two queries."""
    return _of(case, StageChange.objects.shown(at))


def for_staff(case: Case) -> Timeline:
    """What stands, also what clients do not see yet. Two queries."""
    return _of(case, StageChange.objects.standing())


def _of(case: Case, changes: Iterable[StageChange]) -> Timeline:
    found = StageChange.objects.filter(case=case, pk__in=changes.values("pk"))  # type: ignore[attr-defined]
    latest_first = list(found.latest_first())
    stages = list(Stage.objects.filter(area=case.practice_area_id).in_order())
    return drawn(stages, latest_first)


def drawn(stages: Sequence[Stage], latest_first: Sequence[StageChange]) -> Timeline:
    """The line, from an area's stages and the changes of a case that stand.

    A stage that is out of use shows only where the case was in it. Changes of another
    area, from before the case got this one, say nothing.
    """
    known = {stage.pk for stage in stages}
    came = [each for each in latest_first if each.stage_id in known]
    if not came:
        return Timeline(())
    since: dict[object, datetime] = {}
    for change in came:
        since.setdefault(change.stage_id, change.at)
    here = came[0].stage_id
    shown = [each for each in stages if each.is_active or each.pk in since]
    turn = next(index for index, each in enumerate(shown) if each.pk == here)
    return Timeline(
        tuple(
            Step(
                stage,
                _place(index, turn),
                since.get(stage.pk) if index <= turn else None,
            )
            for index, stage in enumerate(shown)
        )
    )


def _place(index: int, turn: int) -> Place:
    if index == turn:
        return Place.NOW
    return Place.DONE if index < turn else Place.AHEAD
