"""Who is reminded of a date, in the morning of which days, and what ends that."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from portal.calendar import actions
from portal.calendar.models import CalendarEntry
from portal.cases import closing_actions
from tenants.accounts.models import User
from tests.cast import Cast
from tests.portal.calendar.conftest import (
    CLIENT_TITLE,
    PLACE,
    TITLE,
    Add,
    Wait,
)

pytestmark = pytest.mark.usefixtures("inside", "clock")

# From NOW, Monday 10:00, to 9:00 a week before the hearing, and to the day before it.
WEEK_BEFORE = {"days": 10, "hours": 23}
TO_DAY_BEFORE = {"days": 6}


def told(cast: Cast) -> list[str]:
    return sorted([cast.laura.email, cast.sofie.email])


def test_a_week_and_a_day_before_without_a_word_of_what_it_is(
    add: Add, cast: Cast, wait: Wait
) -> None:
    add()
    assert wait(minutes=10) == [cast.sofie.email]  # that it was shared

    assert wait(days=10, hours=22, minutes=49) == []  # 8:59
    assert wait(minutes=1) == told(cast)
    sent = "".join(each.subject + str(each.body) for each in mail.outbox)
    assert not any(word in sent for word in (TITLE, CLIENT_TITLE, PLACE))
    assert wait(**TO_DAY_BEFORE) == told(cast)
    assert wait(days=30) == []


def test_each_is_reminded_on_his_own_morning(add: Add, cast: Cast, wait: Wait) -> None:
    User.objects.filter(pk=cast.sofie.pk).update(time_zone="America/New_York")
    add(reminders=[1], is_shared=True)
    wait(minutes=10)

    assert wait(days=16, hours=22, minutes=50) == [cast.laura.email]
    assert wait(hours=6) == [cast.sofie.email]


def test_nobody_but_the_responsible_hears_of_an_internal_one(
    add: Add, cast: Cast, wait: Wait
) -> None:
    add(is_shared=False)

    assert wait(**WEEK_BEFORE) == [cast.laura.email]


def test_the_morning_at_which_no_worker_ran_is_made_up_for(
    add: Add, cast: Cast, wait: Wait
) -> None:
    add(is_shared=False)

    assert wait(days=17, hours=7) == [cast.laura.email]  # Thursday, 17:00
    assert wait(days=1) == []


def test_a_whole_day_is_reminded_of_too(add: Add, cast: Cast, wait: Wait) -> None:
    add(is_shared=False, day="2026-12-18", reminders=[1, 0])

    assert wait(days=16, hours=23) == [cast.laura.email]
    assert wait(days=1) == [cast.laura.email]


def test_a_moved_one_is_reminded_of_at_its_new_time(
    add: Add, cast: Cast, wait: Wait
) -> None:
    entry = add(is_shared=False)
    entry.starts_at, entry.ends_at = (
        each + timedelta(days=7) for each in (entry.starts_at, entry.ends_at)
    )
    actions.change(entry=entry, by=cast.laura, at=timezone.now())

    assert wait(**WEEK_BEFORE) == []
    assert wait(days=7) == [cast.laura.email]


def done(entry: CalendarEntry, cast: Cast) -> None:
    actions.mark_done(entry=entry, by=cast.laura, at=timezone.now())


def cancelled(entry: CalendarEntry, cast: Cast) -> None:
    actions.cancel(entry=entry, by=cast.laura, at=timezone.now())


def closed(entry: CalendarEntry, cast: Cast) -> None:
    closing_actions.close_case(case=cast.sale, by=cast.laura, at=timezone.now())


def without_reminders(entry: CalendarEntry, cast: Cast) -> None:
    entry.reminders = []
    actions.change(entry=entry, by=cast.laura, at=timezone.now())


@pytest.mark.parametrize("end", [done, cancelled, closed, without_reminders])
def test_nobody_is_reminded_of_what_is_over(
    end: object, add: Add, cast: Cast, wait: Wait
) -> None:
    entry = add(is_shared=False)
    end(entry, cast)  # type: ignore[operator]

    assert wait(**WEEK_BEFORE) == []
    assert wait(**TO_DAY_BEFORE) == []


def test_what_is_not_done_after_all_is_reminded_of_again(
    add: Add, cast: Cast, wait: Wait
) -> None:
    entry = add(is_shared=False)
    done(entry, cast)
    actions.mark_not_done(entry=entry, by=cast.laura, at=timezone.now())

    assert wait(**WEEK_BEFORE) == [cast.laura.email]


def test_the_owners_are_reminded_when_the_responsible_has_left(
    add: Add, cast: Cast, wait: Wait
) -> None:
    add(is_shared=False)
    User.objects.filter(pk=cast.laura.pk).update(is_active=False)

    assert wait(**WEEK_BEFORE) == [cast.olivia.email]


def test_who_is_no_party_any_more_is_not_reminded(
    add: Add, cast: Cast, wait: Wait
) -> None:
    add()
    wait(minutes=10)
    cast.sale.parties.filter(contact=cast.sofie_contact).delete()

    assert wait(days=10, hours=22, minutes=50) == [cast.laura.email]
