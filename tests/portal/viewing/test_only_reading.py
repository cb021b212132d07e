"""Whoever views as a client changes nothing, and is nobody but himself."""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from portal.cases.models import Case
from portal.people import actions as people
from portal.people.models import Contact
from portal.viewing.models import Viewing
from tenants import scope
from tenants.accounts.models import Session, User
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import ClientFactory, ContactFactory, UserFactory
from tests.portal.viewing.conftest import Look
from tests.portal.viewing.test_looking import BANNER, STOP, page

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


def test_nobody_is_looked_at_without_the_button(as_user: SignIn, cast: Cast) -> None:
    browser = as_user(cast.laura)

    assert browser.get("/").url == "/desk/"
    for path in ("/cases/", f"/cases/{cast.sale.pk}/", "/documents/"):
        assert browser.get(path).status_code == 403
    assert (
        browser.get(f"/?view={cast.sofie.pk}&viewing={cast.sofie.pk}").status_code
        == 302
    )


def test_after_stopping_the_portal_is_closed_again(look: Look, cast: Cast) -> None:
    viewer = look()
    viewer.post(STOP)

    assert viewer.get("/").url == "/desk/"
    assert viewer.get(f"/cases/{cast.sale.pk}/").status_code == 403


def test_a_client_begins_nothing(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    browser = as_user(cast.sofie)

    assert (
        browser.post(f"/desk/contacts/{cast.tom_contact.pk}/view/").status_code == 404
    )
    assert browser.post(STOP).url == "/"
    assert not Viewing.objects.exists()


def test_a_bookkeeper_begins_nothing(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    browser = as_user(UserFactory(role="bookkeeper"))

    answer = browser.post(f"/desk/contacts/{cast.sofie_contact.pk}/view/")

    assert answer.status_code == 403
    assert browser.get("/cases/").status_code == 403


@pytest.mark.parametrize("role", ["owner", "lawyer", "assistant", "bookkeeper"])
def test_nobody_looks_as_a_colleague(
    role: str, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    contact = ContactFactory(user=UserFactory(role=role))
    browser = as_user(cast.bart)

    answer = browser.post(f"/desk/contacts/{contact.pk}/view/")

    assert answer.status_code == 409
    assert not Viewing.objects.exists()


def test_even_a_row_that_names_a_colleague_shows_nothing(
    look: Look, cast: Cast, inside: Firm
) -> None:
    viewer = look(cast.bart)
    Viewing.objects.update(client=cast.olivia)

    assert viewer.get("/").status_code == 302
    assert not Viewing.objects.exists()


@pytest.mark.parametrize("state", ["none", "closed", "revoked"])
def test_nobody_looks_as_who_has_no_access(
    state: str, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    contact = ContactFactory()
    if state == "closed":
        contact.user = ClientFactory(is_active=False)
        contact.save()
    if state == "revoked":
        people.invite_contact(contact=contact, by=cast.laura, at=timezone.now())
        people.revoke_invitation(contact=contact, by=cast.laura, at=timezone.now())

    answer = as_user(cast.laura).post(f"/desk/contacts/{contact.pk}/view/")

    assert answer.status_code == 409
    assert not Viewing.objects.exists()


def test_one_may_look_before_the_client_has_come(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    contact = ContactFactory()
    people.invite_contact(contact=contact, by=cast.laura, at=timezone.now())
    browser = as_user(cast.laura)

    assert browser.post(f"/desk/contacts/{contact.pk}/view/").url == "/"
    assert browser.get("/").status_code == 200


def test_one_looks_as_one_person_at_a_time(
    look: Look, cast: Cast, inside: Firm
) -> None:
    viewer = look()

    answer = viewer.post(f"/desk/contacts/{cast.tom_contact.pk}/view/")

    assert answer.status_code == 403
    assert BANNER in page(viewer, "/")


def test_anothers_look_is_not_taken_over(
    look: Look, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    kept = look().session["viewing"]
    bart = as_user(cast.bart)
    session = bart.session
    session["viewing"] = kept
    session.save()

    assert bart.get("/").status_code == 302
    assert "viewing" not in bart.session
    assert Viewing.objects.filter(viewer=cast.laura).exists()


def test_beginning_and_stopping_need_our_token(cast: Cast, as_user: SignIn) -> None:
    browser = as_user(cast.laura)
    browser.handler.enforce_csrf_checks = True

    assert (
        browser.post(f"/desk/contacts/{cast.sofie_contact.pk}/view/").status_code == 403
    )
    assert browser.post(STOP).status_code == 403


@pytest.mark.parametrize("path", ["/desk/contacts/{}/view/", STOP])
def test_a_link_begins_and_stops_nothing(
    path: str, as_user: SignIn, cast: Cast
) -> None:
    answer = as_user(cast.laura).get(path.format(cast.sofie_contact.pk))

    assert answer.status_code == 405


def test_two_firms_with_equal_keys_are_not_confused(
    look: Look, cast: Cast, other_cast: Cast, other_firm: Firm, inside: Firm
) -> None:
    viewer = look()
    there = HostClient(other_firm.primary_host)
    there.cookies = viewer.cookies

    assert there.get("/").status_code == 302
    assert there.get("/").url.startswith("/sign-in/")
    assert there.post(STOP).url == "/sign-in/"
    assert Viewing.objects.count() == 1


def test_a_look_at_another_firm_by_the_same_key_is_none(
    as_user: SignIn,
    cast: Cast,
    other_cast: Cast,
    firm: Firm,
    other_firm: Firm,
    look: Look,
) -> None:
    """Laura there has the same key, and a session that names the look of here."""
    viewer = look()
    laura = as_user(other_cast.laura, at=other_firm)

    def kept_in(browser: HostClient, at: Firm) -> Any:
        with scope.scope(at):
            return browser.session["viewing"]

    def carry(kept: Any) -> None:
        with scope.scope(other_firm):
            session = laura.session
            session["viewing"] = kept
            session.save()

    _apart(lambda: carry(_apart(lambda: kept_in(viewer, firm))))

    assert laura.get("/").status_code == 302
    assert laura.get("/cases/").status_code == 403


def test_a_contact_of_another_firm_is_not_found(
    as_user: SignIn, cast: Cast, other_firm: Firm
) -> None:
    theirs: list[Contact] = []

    def make() -> None:
        with scope.scope(other_firm):
            theirs.append(ContactFactory(user=UserFactory(role="client")))

    _apart(make)

    answer = as_user(cast.laura).post(f"/desk/contacts/{theirs[0].pk}/view/")

    assert answer.status_code == 404


def _apart(work: Callable[[], Any]) -> Any:
    return contextvars.Context().run(work)
