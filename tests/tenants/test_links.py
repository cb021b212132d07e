from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from tenants.links import LinkError, firm_url, host_url, platform_url
from tenants.models import Firm
from tenants.scope import NoScope, public, scope


@pytest.fixture(autouse=True)
def _production(settings: Settings) -> None:
    settings.PUBLIC_SCHEME = "https"
    settings.PUBLIC_PORT = ""
    settings.PLATFORM_HOST = "tablinum.example"


def test_a_link_leads_to_the_firms_primary_domain(peeters: Firm) -> None:
    with scope(peeters):
        assert firm_url("/cases/") == "https://peeters.tablinum.example/cases/"


def test_a_link_leads_to_the_platform() -> None:
    with public():
        assert platform_url("/signup/") == "https://tablinum.example/signup/"


def test_the_demo_has_its_port(settings: Settings) -> None:
    settings.PUBLIC_SCHEME = "http"
    settings.PUBLIC_PORT = "8000"

    assert host_url("peeters.localhost", "/") == "http://peeters.localhost:8000/"


def test_without_a_firm_there_is_no_firms_link() -> None:
    with pytest.raises(NoScope):
        firm_url("/")
    with public(), pytest.raises(NoScope):
        firm_url("/")


def test_a_firm_without_an_address_has_no_link(peeters: Firm) -> None:
    peeters.primary_host = ""

    with scope(peeters), pytest.raises(LinkError, match="no address"):
        firm_url("/")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "cases/",
        "//evil.example/",
        "/\\evil.example/",
        "/a\\b",
        "/a b",
        "/a\r\nX: y",
    ],
)
def test_a_path_that_leaves_the_host_is_refused(path: str) -> None:
    with pytest.raises(LinkError):
        host_url("peeters.example", path)


@pytest.mark.parametrize(
    "host",
    ["", "Peeters.example", "a.example:80", "a@b.example", "a/b", "-a.be", "a..b"],
)
def test_what_is_no_host_name_is_refused(host: str) -> None:
    with pytest.raises(LinkError):
        host_url(host, "/")
