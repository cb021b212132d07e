"""Reminders come on the reader's morning, move along, and are caught up."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from portal.notifications import actions
from portal.notifications.models import Announcement
from tenants.accounts.models import User
from tenants.models import Firm
from tests.cast import Cast
from tests.factories import NOW, UserFactory
from tests.portal.notifications.conftest import Wait
from tests.portal.notifications.kinds import WORK

BRUSSELS = ZoneInfo("Europe/Brussels")
# NOW is Monday 23 November, 10:30 in Brussels.
FRIDAY_WEEK = datetime(2026, 12, 4, 17, 0, tzinfo=BRUSSELS)


def remind(
    cast: Cast, *, moment: datetime = FRIDAY_WEEK, days: int = 7, at: datetime = NOW
) -> None:
    sale = cast.sale.pk
    actions.remind(
        WORK, subject=sale, place=sale, moment=moment, days_before=days, at=at
    )


@pytest.fixture(autouse=True)
def abroad(cast: Cast, inside: Firm) -> None:
    """Bart works from New York, Olivia from Tokyo."""
    for user, zone in ((cast.bart, "America/New_York"), (cast.olivia, "Asia/Tokyo")):
        User.objects.filter(pk=user.pk).update(time_zone=zone)


def test_each_is_reminded_at_nine_on_his_own_clock(cast: Cast, wait: Wait) -> None:
    """In Tokyo, Friday 17:00 in Brussels is Saturday already."""
    remind(cast)

    assert wait(days=3, hours=22, minutes=29) == []  # Friday, 8:59 in Brussels
    assert wait(minutes=1) == [cast.laura.email]
    assert wait(hours=5, minutes=59) == []
    assert wait(minutes=1) == [cast.bart.email]
    assert wait(hours=9, minutes=59) == []
    assert wait(minutes=1) == [cast.olivia.email]
    assert wait(days=30) == []
    assert Announcement.objects.get().ended_at


def test_one_for_each_number_of_days(cast: Cast, wait: Wait) -> None:
    remind(cast, days=7)
    remind(cast, days=1)

    assert len(wait(days=6)) == 3
    assert len(wait(days=6)) == 3
    assert wait(days=30) == []


def test_on_the_day_itself_never_after_the_moment(cast: Cast, wait: Wait) -> None:
    remind(cast, moment=datetime(2026, 11, 24, 8, 0, tzinfo=BRUSSELS), days=0)

    assert cast.laura.email not in wait(hours=21, minutes=29)
    assert cast.laura.email in wait(minutes=1)  # at eight


def test_a_moment_that_moves_takes_its_reminder_along(cast: Cast, wait: Wait) -> None:
    remind(cast)
    wait(days=1)
    remind(cast, moment=FRIDAY_WEEK + timedelta(days=7), at=NOW + timedelta(days=1))

    assert wait(days=5) == []
    assert len(wait(days=6)) == 3


def test_after_a_reminder_a_moment_that_moves_brings_another(
    cast: Cast, wait: Wait
) -> None:
    remind(cast)
    assert len(wait(days=6)) == 3
    remind(cast, moment=FRIDAY_WEEK + timedelta(days=7), at=NOW + timedelta(days=6))

    assert len(wait(days=6)) == 3


def test_the_same_moment_again_changes_nothing(cast: Cast, wait: Wait) -> None:
    remind(cast)
    remind(cast)
    assert Announcement.objects.count() == 1

    assert len(wait(days=6)) == 3
    remind(cast, at=NOW + timedelta(days=6))

    assert wait(days=6) == []


def test_a_moment_saved_between_two_mornings_reminds_nobody_twice(
    cast: Cast, wait: Wait
) -> None:
    remind(cast)
    assert wait(days=4) == [cast.laura.email]
    remind(cast, at=NOW + timedelta(days=4))

    assert wait(days=4) == sorted([cast.bart.email, cast.olivia.email])


def test_what_is_withdrawn_reminds_nobody(cast: Cast, wait: Wait) -> None:
    remind(cast, days=7)
    remind(cast, days=1)
    actions.withdraw(WORK, subject=cast.sale.pk, at=NOW)

    assert wait(days=30) == []


def test_a_morning_that_is_over_brings_no_reminder(cast: Cast, wait: Wait) -> None:
    remind(cast, moment=NOW + timedelta(days=3))
    remind(cast, moment=NOW - timedelta(days=3), days=1)

    assert wait(days=30) == []
    assert not Announcement.objects.exists()


def test_of_a_morning_that_is_over_for_some_only_the_others_hear(
    cast: Cast, wait: Wait
) -> None:
    remind(cast, moment=NOW + timedelta(days=1), days=1)  # 10:30 in Brussels

    assert wait(days=1) == [cast.bart.email]


def test_a_worker_that_was_down_that_morning_catches_up(cast: Cast, wait: Wait) -> None:
    remind(cast)

    assert len(wait(days=9)) == 3


def test_of_two_that_were_missed_there_is_one_mail(cast: Cast, wait: Wait) -> None:
    remind(cast, days=7)
    remind(cast, days=1)

    assert len(wait(days=11)) == 3
    assert wait(days=11) == []


def test_what_is_over_is_not_caught_up(cast: Cast, wait: Wait) -> None:
    remind(cast)
    cast.sale.closed_at = NOW
    cast.sale.save()

    assert wait(days=30) == []


def test_who_was_added_later_is_reminded(cast: Cast, wait: Wait) -> None:
    remind(cast)
    wait(days=3)
    nora = UserFactory()

    assert nora.email in wait(days=1)


def test_who_comes_to_an_empty_firm_is_reminded(cast: Cast, wait: Wait) -> None:
    User.objects.staff().update(is_active=False)
    remind(cast)
    wait(days=3, hours=6)  # somebody looks the day before, wherever it is
    nora = UserFactory()

    assert wait(days=1) == [nora.email]


def test_a_reminder_names_nothing(cast: Cast, wait: Wait) -> None:
    remind(cast)
    wait(days=6)

    for message in mail.outbox:
        assert cast.sale.title not in message.body
        assert "December" not in message.body
