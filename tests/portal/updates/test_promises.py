"""The clients of an open case always know by when they hear again, and are not told
anything false; the lawyer is reminded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail

from portal.cases import actions as cases
from portal.cases import closing_actions
from portal.cases.models import Case
from portal.updates import promise_actions, queries
from portal.updates.models import NextUpdate, Update
from tenants.errors import DomainError
from tests.cast import Cast
from tests.portal.updates.conftest import LATER, NOW, Post, deliver_everything

pytestmark = pytest.mark.usefixtures("inside")
TODAY = NOW.date()
WEEK = timedelta(days=7)


def due_on(case: Case) -> date:
    return NextUpdate.objects.get(case=case).due_on


def shown(case: Case, at: object = NOW) -> date | None:
    fresh = Case.objects.get(pk=case.pk)
    promise = queries.promise(fresh, at)  # type: ignore[arg-type]
    return promise.day if promise else None


@pytest.fixture
def opened(cast: Cast, clock: time_machine.Coordinates) -> Case:
    """A case that Laura opened at NOW."""
    case = Case(title="A lease", responsible=cast.laura)
    return cases.open_case(case=case, by=cast.laura, at=NOW)


def test_a_new_case_has_a_day_by_the_firms_rule(cast: Cast, opened: Case) -> None:
    assert due_on(opened) == TODAY + timedelta(days=21)

    promise_actions.choose_days(days=7, by=cast.olivia, at=NOW)
    other = cases.open_case(
        case=Case(title="Another", responsible=cast.laura), by=cast.laura, at=NOW
    )

    assert due_on(other) == TODAY + WEEK


def test_closing_ends_it_and_opening_again_begins_it(cast: Cast, opened: Case) -> None:
    closing_actions.close_case(case=opened, by=cast.laura, at=NOW)
    assert not NextUpdate.objects.filter(case=opened).exists()

    closing_actions.reopen_case(case=opened, by=cast.laura, at=NOW)

    assert due_on(opened) == TODAY + timedelta(days=21)


def test_a_shared_update_moves_it_and_clients_read_so_after_the_hold(
    cast: Cast, post: Post
) -> None:
    before = due_on(cast.sale)
    post(is_shared=True, next_on=TODAY + WEEK)

    assert shown(cast.sale) == before
    assert shown(cast.sale, LATER) == TODAY + WEEK


def test_an_internal_update_moves_nothing(cast: Cast, post: Post) -> None:
    before = due_on(cast.sale)
    post()

    assert due_on(cast.sale) == before


def test_a_day_that_is_over_is_refused(cast: Cast, post: Post) -> None:
    with pytest.raises(DomainError, match="over"):
        post(is_shared=True, next_on=TODAY - timedelta(days=1))
    with pytest.raises(DomainError, match="over"):
        promise_actions.promise(
            case=cast.sale, on=TODAY - timedelta(days=1), by=cast.laura, at=NOW
        )

    assert not Update.objects.exists()


def test_the_lawyer_is_reminded_that_morning_and_of_no_content(
    cast: Cast, clock: time_machine.Coordinates
) -> None:
    promise_actions.promise(case=cast.sale, on=TODAY + WEEK, by=cast.bart, at=NOW)

    clock.move_to(NOW + WEEK)
    deliver_everything()

    assert [each.to for each in mail.outbox] == [[cast.laura.email]]
    assert cast.sale.title not in mail.outbox[0].subject + str(mail.outbox[0].body)


def test_the_owners_are_reminded_when_the_lawyer_has_left(cast: Cast) -> None:
    assert queries.minders_of(cast.sale.pk) == [cast.laura]

    cast.laura.is_active = False
    cast.laura.save(update_fields=["is_active"])

    assert queries.minders_of(cast.sale.pk) == [cast.olivia]


@pytest.mark.parametrize("what", ["moved", "closed"])
def test_nobody_is_reminded_of_what_is_not_due_any_more(
    what: str, cast: Cast, clock: time_machine.Coordinates
) -> None:
    promise_actions.promise(case=cast.sale, on=TODAY + WEEK, by=cast.bart, at=NOW)
    if what == "moved":
        promise_actions.promise(
            case=cast.sale, on=TODAY + 2 * WEEK, by=cast.bart, at=NOW
        )
    else:
        closing_actions.close_case(case=cast.sale, by=cast.bart, at=NOW)

    clock.move_to(NOW + WEEK)
    deliver_everything()

    assert mail.outbox == []
