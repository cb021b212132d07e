"""The live check of an address: GET /api/signup/slug/?slug=x"""

from __future__ import annotations

from typing import Any

import pytest
import redis
from django.db import connection
from django.test.utils import CaptureQueriesContext

from controlplane.signup import queries, slugs
from controlplane.signup.api import SlugThrottle
from tenants.domains.lookalikes import Skeleton, skeleton
from tenants.models import Firm, FirmState
from tests.conftest import HostClient

pytestmark = pytest.mark.usefixtures("control")
CHECK = "/api/signup/slug/"


def test_a_free_address_is_free(on_platform: HostClient) -> None:
    answer = on_platform.get(CHECK, {"slug": "wouters"}).json()

    assert answer == {
        "slug": "wouters",
        "available": True,
        "message": "This address is free.",
        "suggestion": "",
    }


def test_a_taken_address_comes_with_a_free_one(on_platform: HostClient) -> None:
    answer = on_platform.get(CHECK, {"slug": "peeters"}).json()

    assert answer["available"] is False
    assert answer["suggestion"] == "peeters-law"
    assert answer["message"] == (
        "Another firm has this address. Free is, for example: peeters-law."
    )
    assert queries.availability(answer["suggestion"]).available


def test_upper_case_and_spaces_are_not_the_persons_fault(
    on_platform: HostClient,
) -> None:
    answer = on_platform.get(CHECK, {"slug": "  WouTers "}).json()

    assert (answer["slug"], answer["available"]) == ("wouters", True)


@pytest.mark.parametrize(
    "slug", ["pee-ters", "peeter5", "de-vries", "devr1es", "devrles", "devrie5"]
)
def test_a_look_alike_of_a_firm_is_refused(slug: str) -> None:
    verdict = queries.availability(slug)

    assert not verdict.available
    assert "too much like" in verdict.message
    assert verdict.suggestion


def test_a_firm_that_is_not_active_keeps_its_address() -> None:
    Firm.objects.filter(slug="peeters").update(state=FirmState.SUSPENDED)

    assert not queries.availability("peeters").available


@pytest.mark.parametrize("slug", ["", "admin", "xn--80ak6aa92e", "\x00", "x" * 5000])
def test_nonsense_is_answered_and_never_free(
    on_platform: HostClient, slug: str
) -> None:
    response = on_platform.get(CHECK, {"slug": slug})

    assert response.status_code == 200
    assert response.json()["available"] is False


def test_no_proposal_is_taken_or_a_look_alike() -> None:
    for end in slugs.proposals("peeters")[1:3]:
        _firm(end)

    suggestion = queries.availability("peeters").suggestion

    assert suggestion == "peeters-office"


@pytest.mark.parametrize(
    "slug", ["adm1n", "de-boe-r", "vvouters-rn", "5-0-1-i", "rnvv", "r-n", "wouters"]
)
def test_database_and_code_see_the_same_skeleton(slug: str) -> None:
    _firm(slug)

    found = Firm.objects.annotate(seen=Skeleton("slug")).get(slug=slug)

    assert found.seen == skeleton(slug)


def test_one_query_however_many_firms_there_are(on_platform: HostClient) -> None:
    _queries(on_platform)  # the first one enters the scope
    few = _queries(on_platform)
    for number in range(20):
        _firm(f"peeters-{number}x")

    assert _queries(on_platform) == few == 1


def test_the_answer_is_in_the_language_of_the_browser(on_platform: HostClient) -> None:
    on_platform.post("/language/", {"language": "fr", "next": "/signup/"})

    response = on_platform.get(CHECK, {"slug": "wouters"})

    assert response.headers["Content-Language"] == "fr"


def test_too_many_checks_are_refused(
    on_platform: HostClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SlugThrottle, "rate", "2/min")
    browser = {"REMOTE_ADDR": "192.0.2.77"}

    codes = [on_platform.get(CHECK, **browser).status_code for _ in range(3)]

    assert codes == [200, 200, 429]


def test_without_valkey_the_check_still_answers(
    on_platform: HostClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise redis.ConnectionError

    monkeypatch.setattr("django.core.cache.backends.redis.RedisCache.get", fail)

    assert on_platform.get(CHECK, {"slug": "wouters"}).status_code == 200


def test_no_firms_host_answers_it(on_firm: HostClient) -> None:
    assert on_firm.get(CHECK, {"slug": "wouters"}).status_code == 404


def _firm(slug: str) -> None:
    Firm.objects.create(name=slug, slug=slug, primary_host="")


def _queries(browser: HostClient) -> int:
    with CaptureQueriesContext(connection) as captured:
        browser.get(CHECK, {"slug": "peeters"})
    return len(captured)
