"""A look ends by itself, with the session, with the right, and with the access."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from portal.access import accounts
from portal.viewing.models import IDLE, Viewing
from portal.viewing.tasks import end_idle
from tenants import scope
from tenants.accounts import sessions
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.viewing.conftest import Look
from tests.portal.viewing.test_looking import BANNER, STOP, page

SignIn = Callable[..., HostClient]
MINUTE = timedelta(minutes=1)
OVER = "You no longer see the portal as a client"


def later(minutes: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + minutes * MINUTE, tick=False)


def ends(inside: Firm) -> list[str]:
    found = Entry.objects.filter(action="viewing.ended").order_by("at")
    return [entry.details["why"] for entry in found]


def test_it_ends_after_half_an_hour_without_a_page(
    look: Look, cast: Cast, inside: Firm
) -> None:
    viewer = look()

    with later(31):
        answer = viewer.get("/cases/")
        back = page(viewer, answer.url)

    assert answer.url == f"/desk/contacts/{cast.sofie_contact.pk}/"
    assert OVER in back
    assert BANNER not in back
    assert ends(inside) == ["time"]


def test_whoever_looks_on_may_look_on(look: Look, cast: Cast) -> None:
    viewer = look()

    for minutes in (20, 40, 60, 80):
        with later(minutes):
            assert viewer.get("/").status_code == 200


def test_the_desk_goes_on_when_it_is_over(look: Look, cast: Cast) -> None:
    viewer = look()

    with later(31):
        assert viewer.get("/desk/").status_code == 200
        assert viewer.get("/").url == "/desk/"


def test_what_is_sent_then_is_ones_own_again(
    look: Look, cast: Cast, inside: Firm
) -> None:
    viewer = look()

    with later(31):
        assert viewer.post("/language/", {"language": "fr"}).status_code == 302

    assert User.objects.get(pk=cast.laura.pk).language == "fr"
    assert User.objects.get(pk=cast.sofie.pk).language == "en"


def test_signing_out_ends_it_in_ones_own_name(
    look: Look, cast: Cast, inside: Firm
) -> None:
    viewer = look()

    assert viewer.post("/sign-out/").url == "/sign-in/"

    assert ends(inside) == ["signed out"]
    assert Entry.objects.get(action="access.signed_out").actor_id == cast.laura.pk
    assert not Viewing.objects.exists()
    assert viewer.get("/").url == "/sign-in/"


def test_with_another_session_one_is_oneself(
    look: Look, as_user: SignIn, cast: Cast
) -> None:
    look()

    assert as_user(cast.laura).get("/").url == "/desk/"


def test_beginning_in_another_browser_ends_the_first(
    look: Look, cast: Cast, inside: Firm
) -> None:
    first = look()
    second = look(cast.laura, cast.tom_contact)

    assert first.get("/").status_code == 302
    assert "Tom peeters sees it" in page(second, "/")
    assert ends(inside) == ["another"]


def test_who_loses_the_right_sees_nothing_more(
    look: Look, cast: Cast, inside: Firm
) -> None:
    viewer = look()
    User.objects.filter(pk=cast.laura.pk).update(role=Role.BOOKKEEPER)

    assert viewer.get("/").status_code == 302
    assert ends(inside) == ["right"]
    assert viewer.get("/cases/").status_code == 403


def test_who_leaves_the_firm_sees_nothing_more(
    look: Look, cast: Cast, inside: Firm
) -> None:
    viewer = look()
    accounts.close(cast.laura, by=cast.olivia, at=timezone.now())

    assert viewer.get("/").url == "/sign-in/"


def test_it_ends_with_the_clients_access(look: Look, cast: Cast, inside: Firm) -> None:
    viewer = look()
    accounts.close(cast.sofie, by=cast.olivia, at=timezone.now())

    assert viewer.get("/").status_code == 302
    assert ends(inside) == ["access"]


def test_a_session_that_was_saved_late_brings_nothing_back(
    look: Look, cast: Cast, inside: Firm
) -> None:
    viewer = look()
    kept = viewer.session["viewing"]
    viewer.post(STOP)
    session = viewer.session
    session["viewing"] = kept
    session.save()

    assert viewer.get("/cases/").status_code == 302
    assert viewer.get("/cases/").status_code == 403


def test_stopping_twice_is_harmless_and_written_once(
    look: Look, cast: Cast, inside: Firm
) -> None:
    viewer = look()

    viewer.post(STOP)

    assert viewer.post(STOP).url == "/desk/"
    assert ends(inside) == ["stopped"]


def test_the_worker_ends_what_nobody_came_back_to(
    look: Look, firm: Firm, cast: Cast
) -> None:
    look()
    look(cast.bart)

    with later(20):
        assert end_idle() == 0
    with later(31):
        assert end_idle() == 2

    with scope.scope(firm):
        assert not Viewing.objects.exists()
        assert ends(firm) == ["time", "time"]


def test_a_session_that_was_ended_elsewhere_looks_no_more(
    look: Look, cast: Cast, inside: Firm
) -> None:
    viewer = look()
    sessions.end(cast.laura)

    assert viewer.get("/").url == "/sign-in/"


@pytest.mark.parametrize("offset", [-1, 1])
def test_the_end_is_sharp(offset: int, look: Look, cast: Cast, inside: Firm) -> None:
    look()
    viewing = Viewing.objects.select_related("client").get()
    at: datetime = viewing.seen_at + IDLE + offset * timedelta(seconds=1)

    assert viewing.end_by(cast.laura, at) == ("time" if offset > 0 else "")
