"""One primary address; the others lead to it; the platform's keeps working."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from tenants import scope
from tenants.domains import standing
from tenants.domains.routing import hosts
from tenants.links import firm_url
from tenants.models import Domain, Firm
from tests.conftest import HostClient

OWN, SECOND, SLUG = "portal.peeters.be", "klant.peeters.be", "peeters.localhost"


@pytest.fixture
def two_hosts(firm: Firm) -> Firm:
    """The firm has two hosts of its own; the first is primary."""
    with scope.public():
        Domain.objects.bulk_create(
            [
                Domain(domain=each, tenant=firm, is_primary=False)
                for each in (OWN, SECOND)
            ]
        )
        standing.make_primary(firm, OWN)
    hosts().forget()
    return firm


@pytest.mark.usefixtures("two_hosts")
class TestLeading:
    @pytest.mark.parametrize("method", ["get", "head"])
    def test_a_page_leads_to_the_primary(self, method: str) -> None:
        response = getattr(HostClient(SECOND), method)("/sign-in/?next=/cases/%20x")

        assert response.status_code == 302
        assert response.url == f"http://{OWN}/sign-in/?next=/cases/%20x"
        assert response.headers["Cache-Control"] == "no-store"

    @pytest.mark.parametrize("host", [OWN, SLUG, "PEETERS.localhost.:80"])
    def test_the_primary_and_the_platforms_answer(self, host: str) -> None:
        assert HostClient(host).get("/sign-in/").status_code == 200

    def test_a_form_is_answered_in_place(self) -> None:
        response = HostClient(SECOND).post("/language/", {"language": "fr"})

        assert response.status_code == 302
        assert OWN not in response.url

    def test_the_parts_of_a_page_stay_with_it(self) -> None:
        response = HostClient(SECOND).get("/theme/x.css", HTTP_SEC_FETCH_DEST="style")

        assert response.status_code == 200

    @pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example", "/%2f%2fx"])
    def test_nobody_is_led_elsewhere(self, path: str) -> None:
        response = HostClient(SECOND).get(path)

        location = response.headers.get("Location", f"http://{OWN}/")
        assert location.startswith(f"http://{OWN}/")

    def test_the_port_of_the_platform_is_kept(self, settings: Settings) -> None:
        settings.PUBLIC_PORT = "8443"

        assert HostClient(SECOND).get("/").url.startswith(f"http://{OWN}:8443/")

    def test_leading_costs_no_query(self) -> None:
        client = HostClient(SECOND)
        hosts().route(SECOND)

        with CaptureQueriesContext(connection) as captured:
            assert client.get("/").status_code == 302

        texts = [query["sql"] for query in captured.captured_queries]
        assert [text for text in texts if "tenants_domain" not in text] == []

    def test_links_are_built_from_the_primary(self, firm: Firm) -> None:
        with scope.public():
            fresh = Firm.objects.get(pk=firm.pk)

        with scope.scope(fresh):
            assert firm_url("/cases/") == f"http://{OWN}/cases/"


def test_a_host_that_was_taken_away_is_404_at_once(two_hosts: Firm) -> None:
    assert HostClient(SECOND).get("/").status_code == 302

    with scope.public():
        Domain.objects.filter(domain=SECOND).delete()
    hosts().forget()

    assert HostClient(SECOND).get("/").status_code == 404
