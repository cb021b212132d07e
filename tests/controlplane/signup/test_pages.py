"""The rest of the platform's host: the agreements, the language, health."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.template.loader import get_template

from controlplane.signup.agreements import PROCESSING, TERMS, Agreement
from tests.conftest import HostClient


@pytest.mark.parametrize("path", ["/terms/", "/processor-agreement/"])
def test_an_agreement_can_be_read_in_its_version(
    on_platform: HostClient, path: str
) -> None:
    now = on_platform.get(path).content.decode()
    then = on_platform.get(f"{path}2026-11-01/").content.decode()

    assert "2026" in now
    assert "<h2>" in then


@pytest.mark.parametrize("version", ["2020-01-01", "2026-02-31", "latest"])
def test_a_version_that_never_was_is_not_found(
    on_platform: HostClient, version: str
) -> None:
    assert on_platform.get(f"/terms/{version}/").status_code == 404


@pytest.mark.parametrize("agreement", [TERMS, PROCESSING])
def test_every_version_keeps_its_text(agreement: Agreement) -> None:
    assert list(agreement.versions) == sorted(agreement.versions)
    for version in agreement.versions:
        assert get_template(agreement.template(version))


def test_the_language_is_remembered_and_one_stays_on_the_page(
    on_platform: HostClient,
) -> None:
    response = on_platform.post("/language/", {"language": "nl", "next": "/terms/"})

    assert response.headers["Location"] == "/terms/"
    assert on_platform.get("/signup/").headers["Content-Language"] == "nl"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "\\x"])
def test_the_language_switch_leads_nowhere_else(
    on_platform: HostClient, target: str
) -> None:
    response = on_platform.post("/language/", {"language": "nl", "next": target})

    assert response.headers["Location"] == "/"


def test_health_is_told_without_details(on_platform: HostClient) -> None:
    response = on_platform.get("/healthz")

    assert response.json() == {"ok": True}


def test_a_database_that_is_gone_is_told_without_details(
    on_platform: HostClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("connection to 10.0.0.7 refused")

    monkeypatch.setattr("config.health.connection.cursor", fail)

    response = on_platform.get("/healthz")

    assert (response.status_code, response.json()) == (503, {"ok": False})


@pytest.mark.parametrize("path", ["/desk/", "/sign-in/", "/welcome/", "/nothing/"])
def test_nothing_of_a_firm_answers_on_the_platforms_host(
    on_platform: HostClient, path: str
) -> None:
    assert on_platform.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/signup/", "/terms/", "/signup/progress/"])
def test_nothing_of_the_platform_answers_on_a_firms_host(
    on_firm: HostClient, path: str
) -> None:
    assert on_firm.get(path).status_code == 404
