"""Whoever views as a client changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.cases.models import Case
from tenants.accounts.models import Session, User
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.viewing.conftest import Look
from tests.portal.viewing.test_looking import STOP

SignIn = Callable[..., HostClient]
METHODS = ["post", "put", "patch", "delete", "options"]
ELSEWHERE = ["/desk/", "/desk/cases/", "/account/", "/account/second-factor/"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "path",
    ["/", "/cases/", "/documents/", "/language/", "/account/profile/",
     "/account/email/", "/account/password/", "/account/sessions/removal/",
     "/account/second-factor/codes/", "/desk/contacts/new/", "/sign-in/", "/welcome/",
     "/desk/settings/security/change/", "/sign-in/forgotten/", "/support-visit/",
     "/invitation/code/"],
)  # fmt: skip
def test_nothing_is_taken_that_is_sent(method: str, path: str, look: Look) -> None:
    answer = getattr(look(), method)(path)

    assert answer.status_code == 403
    assert "You see the portal as" in answer.content.decode()
    assert "what you sent was not kept" in answer.content.decode()


def test_an_act_on_the_desk_is_refused_too(
    look: Look, cast: Cast, inside: Firm
) -> None:
    look().post(f"/desk/cases/{cast.sale.pk}/closure/")

    assert Case.objects.get(pk=cast.sale.pk).is_open


@pytest.mark.parametrize(
    "header", ["HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_X_HTTP_METHOD", "HTTP_X_METHOD"]
)
def test_a_method_is_what_it_says(header: str, look: Look, cast: Cast) -> None:
    viewer = look()

    closure = f"/desk/cases/{cast.sale.pk}/closure/"
    assert viewer.post("/", {"_method": "GET"}, **{header: "GET"}).status_code == 403
    assert viewer.get(closure, {"_method": "POST"}, **{header: "POST"}).status_code in {
        403,
        405,
    }


def test_the_language_of_nobody_is_changed(
    look: Look, cast: Cast, inside: Firm
) -> None:
    look().post("/language/", {"language": "de"})

    assert not User.objects.filter(language="de").exists()


@pytest.mark.parametrize("path", ELSEWHERE)
def test_the_desk_and_accounts_wait_until_one_stops(path: str, look: Look) -> None:
    viewer = look()

    answer = viewer.get(path)

    assert answer.status_code == 403
    assert "sofie@example.com" not in answer.content.decode()
    assert viewer.post(STOP, {"next": path}).url == path
    assert viewer.get(path).status_code == 200


def test_no_device_of_the_client_is_shown(
    look: Look, as_user: SignIn, cast: Cast
) -> None:
    as_user(cast.sofie).get("/account/", HTTP_USER_AGENT="Firefox/1 iPhone")

    answer = look().get("/account/")

    assert answer.status_code == 403
    assert "iPhone" not in answer.content.decode()


def test_the_session_is_kept_alive_as_the_viewers(
    look: Look, cast: Cast, inside: Firm
) -> None:
    answer = look().post("/account/still-here/")

    assert answer.json()["seconds"] > 30 * 60  # an hour, as staff have
    assert not Session.objects.filter(user=cast.sofie).exists()
