"""A refusal of the business reaches the person as words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import clear_url_caches

from tenants.accounts.models import User
from tests.conftest import HostClient
from tests.portal.access import gated_urls

FORM = "http://peeters.localhost/toasts/?tab=people"
WORDS = b"The case is closed."


@pytest.fixture(autouse=True)
def _gated_pages(settings: Any) -> None:
    settings.FIRM_URLCONF = gated_urls.__name__
    clear_url_caches()


def test_a_refused_form_leads_back_to_its_page_with_the_reason(
    on_firm: HostClient,
) -> None:
    response = on_firm.post("/refusing/", HTTP_REFERER=FORM)

    assert response.url == "/toasts/?tab=people"
    assert on_firm.get(response.url).content == WORDS


@pytest.mark.parametrize(
    "referer",
    ["", "https://evil.example/", "http://peeters.localhost.evil.example/", "//evil/"],
)
def test_a_refusal_never_leads_to_another_host(
    referer: str, on_firm: HostClient
) -> None:
    response = on_firm.post("/refusing/", HTTP_REFERER=referer)

    assert response.status_code == 409
    assert WORDS in response.content


def test_a_page_that_refuses_to_be_read_is_a_409(on_firm: HostClient) -> None:
    response = on_firm.get("/refusing/", HTTP_REFERER=FORM)

    assert response.status_code == 409
    assert WORDS in response.content


def test_a_program_gets_the_reason_as_json(
    as_user: Callable[..., HostClient], laura: User
) -> None:
    response = as_user(laura).post("/api/thing/", content_type="application/json")

    assert response.status_code == 409
    assert response.json() == {"detail": WORDS.decode()}
