"""Who begins to look, as whom, and how; and nobody by another way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from portal.people import actions as people
from portal.viewing.models import Viewing
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import (
    NOW,
    ClientFactory,
    ContactFactory,
    DelegationFactory,
    UserFactory,
)
from tests.portal.viewing.conftest import Look
from tests.portal.viewing.test_looking import BANNER, STOP, page

SignIn = Callable[..., HostClient]


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


@pytest.mark.parametrize("state", ["anothers", "revoked"])
def test_a_delegate_is_found_beside_his_own_client_only(
    state: str, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    delegation = DelegationFactory(
        contact=cast.tom_contact if state == "anothers" else cast.sofie_contact,
        revoked_at=NOW if state == "revoked" else None,
    )
    contact = f"/desk/contacts/{cast.sofie_contact.pk}/"

    answer = as_user(cast.laura).post(f"{contact}delegates/{delegation.pk}/view/")

    assert answer.status_code == 404
    assert not Viewing.objects.exists()
