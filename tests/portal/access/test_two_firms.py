"""Equal keys, equal passwords: still nobody of one firm gets in at the other."""

from __future__ import annotations

import contextvars
from collections.abc import Callable

import pytest

from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.models import Firm
from tests.conftest import HostClient
from tests.portal.access.conftest import PASSWORD, person
from tests.portal.access.test_sign_in import credentials


@pytest.fixture
def twin(laura: User, other_firm: Firm) -> User:
    """The other firm's Laura: equal key, equal address, equal password hash."""
    return contextvars.Context().run(_twin_of, laura, other_firm)


def _twin_of(user: User, firm: Firm) -> User:
    with scope.scope(firm):
        twin = person(Role.LAWYER, id=user.pk, name=user.name, email=user.email)
        User.objects.filter(pk=twin.pk).update(password=user.password)
        return twin


def test_a_session_of_one_firm_is_refused_at_the_other(
    on_firm: HostClient, on_other_firm: HostClient, laura: User, twin: User
) -> None:
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    on_other_firm.cookies = on_firm.cookies

    assert on_other_firm.get("/desk/").url.startswith("/sign-in/")


def test_a_session_row_that_was_carried_over_is_refused(
    on_firm: HostClient,
    on_other_firm: HostClient,
    laura: User,
    twin: User,
    other_firm: Firm,
    as_user: Callable[..., HostClient],
) -> None:
    """Not only the row: what is in it belongs to the firm too."""
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))
    carried = dict(on_firm.session)

    contextvars.Context().run(_put, on_other_firm, carried, other_firm)

    assert on_other_firm.get("/desk/").url.startswith("/sign-in/")


def _put(browser: HostClient, data: dict[str, object], firm: Firm) -> None:
    with scope.scope(firm):
        session = browser.session
        session.update(data)
        session.save()


def test_both_lauras_sign_in_at_their_own_firm(
    on_firm: HostClient, on_other_firm: HostClient, laura: User, twin: User
) -> None:
    for browser in (on_firm, on_other_firm):
        response = browser.post("/sign-in/", credentials(laura.email, PASSWORD))

        assert response.url == "/desk/"


def test_who_is_only_in_one_firm_does_not_sign_in_at_the_other(
    on_other_firm: HostClient, laura: User
) -> None:
    response = on_other_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    assert response.status_code == 422
