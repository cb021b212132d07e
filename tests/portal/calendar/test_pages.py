"""The calendar on the desk, on the portal, and on the first pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from portal.calendar import actions
from portal.calendar.models import CalendarEntry, EntryKind
from tenants.accounts.models import User
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.calendar.conftest import CLIENT_TITLE, NOW, TITLE, Add
from tests.portal.counting import statements
from tests.portal.panels import panel_of

SignIn = Callable[..., HostClient]
pytestmark = pytest.mark.usefixtures("inside", "clock")
MONTH, LIST = "/desk/calendar/?month=2026-12", "/desk/calendar/?view=list"


def typed(cast: Cast, **fields: Any) -> dict[str, Any]:
    return {
        "kind": "hearing",
        "title": TITLE,
        "day": "2026-12-18",
        "clock": "14:00",
        "zone": "Europe/Brussels",
        "responsible": cast.laura.pk,
        "reminders": ["7", "1"],
        **fields,
    }


def on_day(response: Any, day: date) -> list[str]:
    weeks = response.context["month"].weeks
    return [
        each.title
        for week in weeks
        for found in week
        if found.date == day
        for each in found.entries
    ]


def test_staff_add_and_change_a_date(as_user: SignIn, cast: Cast) -> None:
    browser = as_user(cast.bart)
    page = f"/desk/cases/{cast.sale.pk}/"

    response = browser.post(f"{page}calendar/new/", typed(cast, is_shared="on"))
    entry = CalendarEntry.objects.get()
    assert response.url == f"{page}?tab=calendar"
    assert entry.is_shared
    assert entry.local_start.isoformat() == "2026-12-18T14:00:00+01:00"

    browser.post(f"/desk/calendar/{entry.pk}/", typed(cast, clock="", place="Ghent"))
    entry.refresh_from_db()
    assert (entry.is_whole_day, entry.place) == (True, "Ghent")
    assert entry.day == date(2026, 12, 18)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"day": "2027-03-28", "clock": "02:30"}, "clock"),
        ({"clock": "", "minutes": "30"}, "minutes"),
        ({"video_url": "http://video.example"}, "video_url"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"day": ""}, "day"),
        ({"day": "9999-12-31"}, "day"),
        ({"reminders": ["5"]}, "reminders"),
    ],
)
def test_what_is_wrong_is_told_and_kept(
    as_user: SignIn, cast: Cast, sent: dict[str, Any], field: str
) -> None:
    path = f"/desk/cases/{cast.sale.pk}/calendar/new/"

    response = as_user(cast.bart).post(path, typed(cast, **sent))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not CalendarEntry.objects.exists()


def test_the_month_shows_each_on_the_readers_day(
    as_user: SignIn, add: Add, cast: Cast
) -> None:
    add()
    add(title="Whole day", day="2026-12-18")
    User.objects.filter(pk=cast.laura.pk).update(time_zone="Pacific/Auckland")

    response = as_user(cast.laura).get(MONTH)

    assert on_day(response, date(2026, 12, 18)) == ["Whole day"]
    assert on_day(response, date(2026, 12, 19)) == [TITLE]
    assert response.context["month"].weeks[0][0].date == date(2026, 11, 30)
    assert "month=2027-01" in response.content.decode()


@pytest.mark.parametrize("wish", ["", "2026-13", "0001-01", "9999-12", "x"])
def test_a_wrong_month_is_this_month(wish: str, as_user: SignIn, cast: Cast) -> None:
    response = as_user(cast.laura).get(f"/desk/calendar/?month={wish}")

    assert response.context["month"].first == date(2026, 11, 1)


def test_the_list_shows_what_is_asked_for(
    as_user: SignIn, add: Add, cast: Cast
) -> None:
    add()
    late = add(title="Late", kind=EntryKind.DEADLINE, day="2026-11-27")
    add(title="Mine", responsible=cast.bart, kind=EntryKind.APPOINTMENT)
    browser = as_user(cast.bart)

    def titles(query: str) -> list[str]:
        page = browser.get(f"{LIST}&{query}").context["page_obj"]
        return [each.title for each in page]

    assert titles("") == [TITLE, "Mine"]
    assert titles("who=me") == ["Mine"]
    assert titles("kind=hearing") == [TITLE]
    assert titles("state=overdue") == ["Late"]
    assert titles("case=divorce") == []
    assert titles("case=sale") == [TITLE, "Mine"]
    assert titles("day=9999-12-31") == titles("")
    assert titles("day=2026-12-18") == [TITLE, "Mine"]
    actions.mark_done(entry=late, by=cast.bart, at=NOW)
    assert titles("state=done") == ["Late"]
    assert titles("state=overdue") == []


def test_clients_read_their_own_words_and_zone(
    as_user: SignIn, add: Add, cast: Cast
) -> None:
    add(video_url="https://video.example/room")
    User.objects.filter(pk=cast.sofie.pk).update(time_zone="America/New_York")
    browser = as_user(cast.sofie)

    for path in ("/calendar/", f"/cases/{cast.sale.pk}/"):
        page = browser.get(path).content.decode()
        assert CLIENT_TITLE in page
        assert "08:00 (EST)" in page
        assert "14:00 in Brussels" in page
        assert "https://video.example/room" in page
        assert TITLE not in page
        assert "&lt;" not in page


def test_another_client_sees_nothing(as_user: SignIn, add: Add, cast: Cast) -> None:
    add()

    assert CLIENT_TITLE not in as_user(cast.tom).get("/calendar/").content.decode()


def test_the_tab_is_not_there_for_a_bookkeeper(
    as_user: SignIn, add: Add, cast: Cast
) -> None:
    add()
    User.objects.filter(pk=cast.bart.pk).update(role="bookkeeper")

    browser = as_user(User.objects.get(pk=cast.bart.pk))
    page = browser.get(f"/desk/cases/{cast.sale.pk}/?tab=calendar").content.decode()

    assert TITLE not in page
    assert 'href="?tab=calendar"' not in page


def test_the_desks_home_shows_what_is_late_and_soon_mine_first(
    as_user: SignIn, add: Add, cast: Cast
) -> None:
    add(title="Theirs", kind=EntryKind.DEADLINE, day="2026-11-27")
    add(title="Mine", responsible=cast.bart, day="2026-12-03")
    add(title="Far")
    add(title="Past talk", kind=EntryKind.APPOINTMENT, day="2026-11-26")

    panel = panel_of(as_user(cast.bart).get("/desk/"), "calendar/_home.html")

    assert [each.title for each in panel["entries"]] == ["Mine", "Theirs"]
    assert panel["more"] == 0


def test_the_clients_home_says_what_is_next(
    as_user: SignIn, add: Add, cast: Cast
) -> None:
    add()
    add(is_shared=False, title="Inner")
    actions.cancel(entry=add(title="Off"), by=cast.laura, at=NOW)

    coming = as_user(cast.sofie).get("/").context["coming"]

    assert [each.title for each in coming] == [CLIENT_TITLE]


@pytest.mark.parametrize("path", [MONTH, LIST])
def test_many_dates_cost_no_more_queries(
    path: str, as_user: SignIn, add: Add, cast: Cast
) -> None:
    browser = as_user(cast.laura)
    add()
    browser.get(path)
    few = statements(browser, path)
    for _ in range(12):
        add()

    assert statements(browser, path) == few
