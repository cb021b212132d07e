"""A view that says nothing about whom it is for is found before the first request."""

from __future__ import annotations

from typing import Any

from django.core.checks import run_checks
from django.urls import clear_url_caches

from portal.access.checks import views_declare
from tests.portal.access import gated_urls


def test_every_view_of_every_host_declares_whom_it_is_for() -> None:
    assert views_declare() == []


def test_an_undeclared_view_stops_the_start(settings: Any) -> None:
    settings.FIRM_URLCONF = gated_urls.__name__
    clear_url_caches()

    (found,) = views_declare()

    assert found.id == "portal_access.E001"
    assert "gated_urls.undeclared" in found.msg


def test_the_check_is_among_those_of_the_start(settings: Any) -> None:
    settings.FIRM_URLCONF = gated_urls.__name__
    clear_url_caches()

    found = run_checks(tags=["security"])

    assert "portal_access.E001" in {each.id for each in found}
