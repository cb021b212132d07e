"""The account page: what one sees and changes of oneself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.account import devices
from tenants import scope
from tenants.accounts.models import Session, User
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.conftest import HostClient
from tests.portal.access.conftest import PASSWORD

AsUser = Callable[..., HostClient]
PIXEL = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/131.0 Mobile"
NEW = "eleven purple walking chairs"


def test_it_shows_the_person_and_this_device(as_user: AsUser, sofie: User) -> None:
    html = as_user(sofie).get("/account/").content.decode()

    assert sofie.email in html
    assert "This device" in html
    assert "You are signed in here and nowhere else." in html


def test_the_menu_leads_there(as_user: AsUser, laura: User) -> None:
    assert 'href="/account/"' in as_user(laura).get("/desk/").content.decode()


def test_it_costs_the_same_with_many_devices(as_user: AsUser, sofie: User) -> None:
    browser = as_user(sofie)
    browser.get("/account/")  # what is asked once
    few = _queries(browser)

    for _ in range(5):
        as_user(sofie)

    assert _queries(browser) == few


def test_a_new_name_language_and_zone(as_user: AsUser, sofie: User, firm: Firm) -> None:
    sent = {"name": "Sofie B", "language": "fr", "time_zone": "Asia/Tokyo"}

    answer = as_user(sofie).post("/account/profile/", sent)

    assert answer.status_code == 302
    assert answer.cookies["language"].value == "fr"
    with scope.scope(firm):
        sofie.refresh_from_db()
        assert (sofie.name, sofie.language, sofie.time_zone) == tuple(sent.values())
        entry = Entry.objects.get(action="account.saved")
        assert entry.details == {"fields": ["name", "language", "time_zone"]}


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "x" * 151), ("language", "xx"), ("time_zone", "Mars/X")],
)
def test_what_is_wrong_stays_as_it_was(
    as_user: AsUser, sofie: User, firm: Firm, field: str, value: str
) -> None:
    sent = {"name": "S", "language": "en", "time_zone": "Europe/Brussels", field: value}

    answer = as_user(sofie).post("/account/profile/", sent)

    assert answer.status_code == 422
    assert 'class="summary"' in answer.content.decode()
    with scope.scope(firm):
        assert User.objects.get(pk=sofie.pk).name == "Sofie"


def test_a_new_password_ends_the_other_sessions_only(
    as_user: AsUser, sofie: User, laura: User
) -> None:
    here, other, lauras = as_user(sofie), as_user(sofie), as_user(laura)
    before = here.cookies["session"].value

    answer = here.post("/account/password/", {"current": PASSWORD, "password": NEW})

    assert answer.status_code == 302
    assert here.cookies["session"].value != before
    assert here.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert lauras.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("current", "new", "said"),
    [
        ("not the password", NEW, "This is not your present password."),
        (PASSWORD, "short", "at least 12 characters"),
        (PASSWORD, "", "Fill this in: New password"),
    ],
)
def test_a_password_that_is_not_right_changes_nothing(
    as_user: AsUser, sofie: User, firm: Firm, current: str, new: str, said: str
) -> None:
    sent = {"current": current, "password": new}

    answer = as_user(sofie).post("/account/password/", sent)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert current not in answer.content.decode()
    with scope.scope(firm):
        assert User.objects.get(pk=sofie.pk).password == sofie.password


def test_an_open_browser_is_no_place_to_guess(
    as_user: AsUser, sofie: User, firm: Firm
) -> None:
    browser, sent = as_user(sofie), {"current": "a guess", "password": NEW}

    answers = [browser.post("/account/password/", sent) for _ in range(5)]

    assert [each.status_code for each in answers] == [422, 422, 422, 422, 302]
    assert browser.get("/account/").status_code == 302
    with scope.scope(firm):
        assert Entry.objects.filter(action="account.password_guessed").exists()


def test_one_device_is_signed_out(as_user: AsUser, sofie: User, firm: Firm) -> None:
    here, other = as_user(sofie), as_user(sofie)
    with scope.scope(firm):
        row = Session.objects.get(session_key=other.cookies["session"].value)

    here.post(f"/account/sessions/{row.pk}/removal/")

    assert other.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_somebody_elses_device_is_not_found(
    as_user: AsUser, sofie: User, laura: User, firm: Firm
) -> None:
    lauras = as_user(laura)
    with scope.scope(firm):
        row = Session.objects.get(user=laura)

    answer = as_user(sofie).post(f"/account/sessions/{row.pk}/removal/")

    assert answer.status_code == 404
    assert lauras.get("/account/").status_code == 200


def test_signed_out_everywhere_else(as_user: AsUser, sofie: User, laura: User) -> None:
    here, lauras = as_user(sofie), as_user(laura)
    others = [as_user(sofie) for _ in range(3)]

    here.post("/account/sessions/removal/")

    assert [each.get("/account/").status_code for each in others] == [302] * 3
    assert here.get("/account/").status_code == 200
    assert lauras.get("/account/").status_code == 200


def test_the_key_of_a_session_is_on_no_page(as_user: AsUser, sofie: User) -> None:
    here, other = as_user(sofie), as_user(sofie)

    html = here.get("/account/").content.decode()

    assert here.cookies["session"].value not in html
    assert other.cookies["session"].value not in html


@pytest.mark.parametrize(
    ("device", "words"),
    [
        (PIXEL, "Chrome on Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/1 Safari/1 Edg/1", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; like Mac OS X) Version/18 Safari/1", "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Firefox/132.0", "Firefox on Linux"),
        ("curl/8.5.0", "Unknown device"),
        ("<script>", "Unknown device"),
        ("", "Unknown device"),
    ],
)
def test_a_device_has_a_name_that_people_know(device: str, words: str) -> None:
    assert devices.in_words(device) == words


def test_being_here_tells_how_long_the_session_lasts(
    as_user: AsUser, sofie: User
) -> None:
    answer = as_user(sofie).post("/account/still-here/")

    assert 29 * 60 < answer.json()["seconds"] <= 30 * 60


def test_a_page_of_a_person_knows_when_the_session_ends(
    as_user: AsUser, sofie: User, on_firm: HostClient
) -> None:
    mine = as_user(sofie).get("/account/").content.decode()
    nobodys = on_firm.get("/sign-in/").content.decode()

    assert f'data-person="{sofie.pk}"' in mine
    assert 'data-seconds="1799"' in mine or 'data-seconds="1800"' in mine
    assert "data-seconds" not in nobodys


def _queries(browser: HostClient) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert browser.get("/account/").status_code == 200
    return len(queries)
