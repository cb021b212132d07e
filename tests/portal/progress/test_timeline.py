"""The line of stages: behind, here, ahead."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.progress import actions, stage_actions, timeline
from portal.progress.models import Stage
from portal.progress.timeline import Place
from tests.cast import Cast
from tests.portal.progress.conftest import LATER, NEXT_DAY, NOW

pytestmark = pytest.mark.usefixtures("inside")


def test_it_is_empty_until_somebody_says_where_it_stands(
    cast: Cast, stages: list[Stage]
) -> None:
    assert not timeline.for_staff(cast.sale)


def test_stages_are_behind_here_and_ahead(
    cast: Cast, stages: list[Stage], moved: Stage
) -> None:
    line = timeline.for_staff(cast.sale)

    assert [each.place for each in line.steps] == [
        Place.DONE, Place.NOW, *[Place.AHEAD] * (len(stages) - 2)
    ]  # fmt: skip
    assert [each.since for each in line.steps[:3]] == [None, NOW, None]
    assert line.following
    assert line.following.stage == stages[2]


def test_going_back_forgets_what_was_ahead(
    cast: Cast, stages: list[Stage], moved: Stage
) -> None:
    actions.move(case=cast.sale, stage=stages[3], by=cast.laura, at=LATER)
    actions.move(case=cast.sale, stage=stages[0], by=cast.laura, at=NEXT_DAY)

    line = timeline.for_staff(cast.sale)

    assert line.steps[0].is_now
    assert {each.since for each in line.steps[1:]} == {None}


def test_a_stage_out_of_use_shows_only_where_the_case_was_in_it(
    cast: Cast, stages: list[Stage], moved: Stage
) -> None:
    for stage in (moved, stages[2]):
        stage.is_active = False
        stage_actions.edit_stage(stage=stage, changed=[], by=cast.olivia, at=NOW)
    actions.move(case=cast.sale, stage=stages[3], by=cast.laura, at=LATER)

    shown = [each.stage for each in timeline.for_staff(cast.sale).steps]

    assert moved in shown
    assert stages[2] not in shown


def test_changes_of_a_former_area_say_nothing(cast: Cast, moved: Stage) -> None:
    cast.sale.practice_area = None
    cast.sale.save(update_fields=["practice_area"])

    assert not timeline.for_staff(cast.sale)


def test_it_costs_two_queries(
    cast: Cast, moved: Stage, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert timeline.at_moment(cast.sale, LATER + timedelta(hours=1))
