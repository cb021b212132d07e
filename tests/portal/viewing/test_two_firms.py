"""A look at one firm is nothing at another, with equal keys in both."""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from typing import Any

from portal.people.models import Contact
from portal.viewing.models import Viewing
from tenants import scope
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import ContactFactory, UserFactory
from tests.portal.viewing.conftest import Look
from tests.portal.viewing.test_looking import STOP

SignIn = Callable[..., HostClient]


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
