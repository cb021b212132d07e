"""Answers where no view does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import clear_url_caches

from tenants import scope
from tenants.accounts.models import User
from tenants.models import Firm
from tests.conftest import HostClient
from tests.portal.access import gated_urls


@pytest.fixture(autouse=True)
def _gated_pages(settings: Any) -> None:
    settings.FIRM_URLCONF = gated_urls.__name__
    clear_url_caches()


def test_a_page_that_is_not_there_is_the_firms_own_404(on_firm: HostClient) -> None:
    response = on_firm.get("/nothing-here/")

    assert response.status_code == 404
    assert b"Peeters &amp; Partners" in response.content


def test_a_forbidden_page_is_a_403_with_a_way_out(
    as_user: Callable[..., HostClient], laura: User
) -> None:
    response = as_user(laura).get("/may/portal.case.view/")

    assert response.status_code == 403
    assert b'href="/desk/"' in response.content


def test_a_program_gets_json(on_firm: HostClient) -> None:
    response = on_firm.get("/api/nothing-here/")

    assert response.status_code == 404
    assert set(response.json()) == {"detail"}


def test_a_form_without_our_token_is_refused_with_a_page(on_firm: HostClient) -> None:
    on_firm.handler.enforce_csrf_checks = True

    response = on_firm.post("/language/", {"language": "fr"})

    assert response.status_code == 403
    assert b"<h1>" in response.content


def test_our_own_fault_is_a_page_without_any_detail(on_firm: HostClient) -> None:
    on_firm.raise_request_exception = False

    response = on_firm.get("/undeclared/")

    assert response.status_code == 500
    assert b"GateError" not in response.content


def test_a_suspended_firm_has_one_page(on_firm: HostClient, firm: Firm) -> None:
    with scope.public():
        Firm.objects.filter(pk=firm.pk).update(state="suspended")

    for path in ("/", "/sign-in/", "/desk/"):
        response = on_firm.get(path)

        assert response.status_code == 503
        assert "no-store" in response.headers["Cache-Control"]
