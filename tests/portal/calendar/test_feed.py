"""A calendar feed: what it carries, for whom, and what ends it at once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from icalendar import Calendar

from portal.access import accounts
from portal.calendar import actions, door, feed_actions, rule_actions
from portal.calendar.models import CalendarEntry, CalendarFeed
from portal.cases.models import Party
from portal.policy.models import Policy
from tenants.accounts.models import User
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.calendar.conftest import (
    CLIENT_TITLE,
    HEARING,
    NOW,
    PLACE,
    TITLE,
    Add,
)

SignIn = Callable[..., HostClient]
Queries = Callable[[int], AbstractContextManager[object]]
pytestmark = pytest.mark.usefixtures("inside", "clock")


def path_of(user: User) -> str:
    return f"/calendar/feed/{feed_actions.make(user=user, at=NOW).token}.ics"


@pytest.fixture
def anybody(firm: Firm) -> HostClient:
    """A program without a session."""
    return HostClient(firm.primary_host)


def events(response: Any) -> list[Any]:
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_it_says_when_and_what_kind_and_nothing_else(
    add: Add, cast: Cast, anybody: HostClient, inside: Firm
) -> None:
    entry = add(video_url="https://video.example/room", note="Bring cash")

    response = anybody.get(path_of(cast.sofie))

    (event,) = events(response)
    assert event["SUMMARY"] == f"Hearing · {inside.name}"
    assert event["UID"] == str(entry.pk)
    assert (event.start, event.end) == (HEARING, HEARING + timedelta(hours=1))
    assert event["STATUS"] == "CONFIRMED"
    assert set(event) <= {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS", "STATUS", "URL",
    }  # fmt: skip
    text = response.content.decode()
    for word in (TITLE, CLIENT_TITLE, PLACE, "video", "cash", str(cast.sale.pk)):
        assert word not in text
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies


def test_a_whole_day_is_a_date_and_a_cancelled_one_says_so(
    add: Add, cast: Cast, anybody: HostClient
) -> None:
    actions.cancel(entry=add(day="2026-12-18"), by=cast.laura, at=NOW)

    (event,) = events(anybody.get(path_of(cast.sofie)))

    assert (event.start, event.end) == (date(2026, 12, 18), date(2026, 12, 19))
    assert event["STATUS"] == "CANCELLED"


def test_it_speaks_its_persons_language(
    add: Add, cast: Cast, anybody: HostClient
) -> None:
    add()
    path = path_of(cast.sofie)
    first = str(events(anybody.get(path))[0]["SUMMARY"])
    User.objects.filter(pk=cast.sofie.pk).update(language="nl")

    assert first.startswith("Hearing")
    assert anybody.get(path).status_code == 200


def test_it_reaches_ninety_days_back(
    add: Add, cast: Cast, anybody: HostClient, clock: time_machine.Coordinates
) -> None:
    add()
    path = path_of(cast.sofie)

    clock.move_to(HEARING + timedelta(days=90))
    assert len(events(anybody.get(path))) == 1
    clock.shift(timedelta(hours=2))
    assert events(anybody.get(path)) == []


def test_each_gets_what_is_his(add: Add, cast: Cast, anybody: HostClient) -> None:
    add()
    add(is_shared=False, responsible=cast.bart)

    found = {
        user.email: len(events(anybody.get(path_of(user))))
        for user in (cast.sofie, cast.tom, cast.bart, cast.laura, cast.olivia)
    }

    assert list(found.values()) == [1, 0, 1, 2, 0]


def removed(cast: Cast) -> None:
    Party.objects.filter(contact=cast.sofie_contact).delete()


def portal_closed(cast: Cast) -> None:
    Policy.objects.update_or_create(defaults={"is_portal_open": False})


def section_closed(cast: Cast) -> None:
    Policy.objects.update_or_create(defaults={"shows_cases": False})


def made_internal(cast: Cast) -> None:
    entry = CalendarEntry.objects.get()
    actions.make_internal(entry=entry, by=cast.laura, at=NOW)


@pytest.mark.parametrize(
    "lose", [removed, portal_closed, section_closed, made_internal]
)
def test_who_loses_sight_of_a_date_loses_it_in_the_feed_at_once(
    lose: Callable[[Cast], None], add: Add, cast: Cast, anybody: HostClient
) -> None:
    add()
    path = path_of(cast.sofie)
    assert len(events(anybody.get(path))) == 1

    lose(cast)

    assert events(anybody.get(path)) == []


def revoked(cast: Cast) -> None:
    feed_actions.revoke(user=cast.sofie, at=NOW)


def renewed(cast: Cast) -> None:
    feed_actions.make(user=cast.sofie, at=NOW)


def inactive(cast: Cast) -> None:
    User.objects.filter(pk=cast.sofie.pk).update(is_active=False)


def turned_off(cast: Cast) -> None:
    rule_actions.change_rules(reminders=[1], has_feeds=False, by=cast.olivia, at=NOW)


@pytest.mark.parametrize("end", [revoked, renewed, inactive, turned_off])
def test_an_address_that_ended_is_not_there(
    end: Callable[[Cast], None], cast: Cast, anybody: HostClient
) -> None:
    path = path_of(cast.sofie)
    assert anybody.get(path).status_code == 200

    end(cast)

    assert anybody.get(path).status_code == 404


def test_a_closed_account_does_not_get_its_feed_back(
    cast: Cast, anybody: HostClient
) -> None:
    path = path_of(cast.bart)
    accounts.close(cast.bart, by=cast.olivia, at=NOW)
    accounts.reopen(cast.bart, by=cast.olivia, at=NOW)

    assert anybody.get(path).status_code == 404


def test_a_fetch_is_written_down_once_an_hour(
    cast: Cast, anybody: HostClient, clock: time_machine.Coordinates
) -> None:
    path, noted = path_of(cast.sofie), []
    for minutes in (0, 59, 1):
        clock.shift(timedelta(minutes=minutes))
        anybody.get(path)
        noted.append(CalendarFeed.objects.get().fetched_at)

    assert noted == [NOW, NOW, NOW + timedelta(hours=1)]


def test_who_guesses_too_often_is_not_heard(
    cast: Cast, anybody: HostClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = path_of(cast.sofie)
    monkeypatch.setattr(door, "MOST_WRONG", 2)
    for _ in range(2):
        assert anybody.get("/calendar/feed/wrong.ics").status_code == 404

    assert anybody.get("/calendar/feed/wrong.ics").status_code == 429
    assert anybody.get(path).headers["Retry-After"]


def test_the_address_is_shown_once(as_user: SignIn, cast: Cast) -> None:
    browser = as_user(cast.sofie)

    made = browser.post("/account/calendar/address/").content.decode()

    token = CalendarFeed.objects.get().token
    assert f"/calendar/feed/{token}.ics" in made
    assert token not in browser.get("/account/calendar/").content.decode()


def test_a_bookkeeper_has_no_feed(as_user: SignIn, cast: Cast) -> None:
    User.objects.filter(pk=cast.bart.pk).update(role="bookkeeper")

    browser = as_user(User.objects.get(pk=cast.bart.pk))

    assert browser.get("/account/calendar/").status_code == 404
    assert "/account/calendar/" not in browser.get("/account/").content.decode()


def test_a_feed_of_many_dates_costs_no_more_queries(
    add: Add, cast: Cast, anybody: HostClient, django_assert_num_queries: Queries
) -> None:
    path = path_of(cast.laura)
    for _ in range(5):
        add()
    anybody.get(path)

    with django_assert_num_queries(4):
        assert len(events(anybody.get(path))) == 5
