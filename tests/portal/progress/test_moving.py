"""A case moves on; a mistake is taken back before anybody is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from portal.cases import closing_actions
from portal.progress import actions, timeline
from portal.progress.models import HOLD, Stage, StageChange
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.models import Firm
from tests.cast import Cast
from tests.portal.progress.conftest import LATER, NOW, deliver_everything

pytestmark = pytest.mark.usefixtures("inside")
SECOND = timedelta(seconds=1)


def test_clients_see_it_when_the_time_for_undoing_is_over(
    cast: Cast, moved: Stage
) -> None:
    assert not timeline.at_moment(cast.sale, LATER - SECOND)
    assert timeline.at_moment(cast.sale, LATER).now.stage == moved  # type: ignore[union-attr]


def test_clients_are_told_once_and_nothing_of_it(
    cast: Cast, moved: Stage, clock: time_machine.Coordinates
) -> None:
    clock.move_to(LATER - SECOND)
    deliver_everything()
    assert mail.outbox == []

    clock.move_to(LATER + SECOND)
    deliver_everything()
    deliver_everything()

    assert [each.to for each in mail.outbox] == [[cast.sofie.email]]
    sent = mail.outbox[0].subject + str(mail.outbox[0].body)
    assert moved.name_en not in sent
    assert cast.sale.portal_title not in sent


def test_nobody_is_told_of_what_was_taken_back(
    cast: Cast, moved: Stage, clock: time_machine.Coordinates
) -> None:
    actions.take_back(case=cast.sale, by=cast.laura, at=LATER - SECOND)

    clock.move_to(LATER + SECOND)
    deliver_everything()

    assert mail.outbox == []
    assert not timeline.for_staff(cast.sale)


def test_what_clients_saw_cannot_be_taken_back(cast: Cast, moved: Stage) -> None:
    with pytest.raises(DomainError, match="no longer be taken back"):
        actions.take_back(case=cast.sale, by=cast.laura, at=LATER)


def test_taking_back_leads_to_the_stage_before(
    cast: Cast, stages: list[Stage], moved: Stage
) -> None:
    actions.move(case=cast.sale, stage=stages[2], by=cast.laura, at=LATER)

    actions.take_back(case=cast.sale, by=cast.laura, at=LATER + SECOND)

    assert timeline.for_staff(cast.sale).now.stage == moved  # type: ignore[union-attr]


def test_a_second_move_in_time_tells_of_the_last_one_only(
    cast: Cast, stages: list[Stage], moved: Stage, clock: time_machine.Coordinates
) -> None:
    actions.move(case=cast.sale, stage=stages[2], by=cast.laura, at=NOW + SECOND)

    clock.move_to(LATER + HOLD)
    deliver_everything()

    assert len(mail.outbox) == 1


def test_a_closed_case_moves_no_more(cast: Cast, stages: list[Stage]) -> None:
    closing_actions.close_case(case=cast.sale, by=cast.laura, at=NOW)

    with pytest.raises(DomainError, match="closed"):
        actions.move(case=cast.sale, stage=stages[1], by=cast.laura, at=NOW)


def test_a_stage_of_another_area_is_refused(cast: Cast, stages: list[Stage]) -> None:
    other = Stage.objects.filter(area__slug="family").first()
    assert other

    with pytest.raises(DomainError, match="do not have that stage"):
        actions.move(case=cast.sale, stage=other, by=cast.laura, at=NOW)


def test_the_same_stage_again_is_refused(cast: Cast, moved: Stage) -> None:
    with pytest.raises(DomainError, match="already"):
        actions.move(case=cast.sale, stage=moved, by=cast.laura, at=LATER)

    assert StageChange.objects.count() == 1


def test_a_move_is_written_down(cast: Cast, moved: Stage, inside: Firm) -> None:
    entry = Entry.objects.get(action="case.stage_changed")

    assert (entry.actor_id, entry.target_id) == (cast.laura.pk, cast.sale.pk)
    assert entry.details["stage"] == moved.name_en
