"""After signing in, nobody lands on another host."""

from __future__ import annotations

import pytest

from portal.access import destinations
from tenants.accounts.models import User
from tests.conftest import HostClient
from tests.portal.access.conftest import PASSWORD
from tests.portal.access.test_sign_in import credentials

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "cases/",
    "/\t/evil.example",
    "/\n",
    " /cases/",
    "",
    "/" + "a" * 3000,
]


@pytest.mark.parametrize("wish", ELSEWHERE)
def test_another_host_is_not_a_destination(wish: str) -> None:
    assert destinations.safe(wish) is None


def test_a_page_of_this_host_is_a_destination() -> None:
    assert destinations.safe("/cases/?page=2") == "/cases/?page=2"


@pytest.mark.parametrize("wish", ELSEWHERE[:3])
def test_signing_in_ignores_a_wish_to_go_elsewhere(
    wish: str, on_firm: HostClient, sofie: User
) -> None:
    response = on_firm.post(
        "/sign-in/", {**credentials(sofie.email, PASSWORD), "next": wish}
    )

    assert response.url == "/"


def test_signing_in_leads_to_the_page_that_was_asked_for(
    on_firm: HostClient, laura: User
) -> None:
    asked = on_firm.get("/desk/contacts/?q=jan")

    response = on_firm.post(asked.url, credentials(laura.email, PASSWORD))

    assert response.url == "/desk/contacts/?q=jan"


def test_a_client_who_asked_for_the_desk_comes_home(
    on_firm: HostClient, sofie: User
) -> None:
    response = on_firm.post("/sign-in/?next=/desk/", credentials(sofie.email, PASSWORD))

    assert response.url == "/"
