"""Whoever lacks a demanded second factor is led to it, and nobody goes round one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from portal.access import proof
from portal.policy.models import Demand, Policy
from tenants.accounts.models import User
from tenants.models import Firm
from tests.conftest import HostClient
from tests.factors import app_of, code_of, code_on
from tests.portal.access.conftest import PASSWORD

SET_UP, PROOF = "/account/second-factor/", "/account/proof/"


@pytest.fixture
def demanded(inside: Firm) -> Policy:
    """Clients must have a second factor."""
    return Policy.objects.create(client_second_factor=Demand.REQUIRED)


@pytest.mark.parametrize("page", ["/cases/", "/account/", "/documents/"])
def test_who_has_none_is_led_to_setting_one_up(
    as_user: Callable[..., HostClient], sofie: User, demanded: Policy, page: str
) -> None:
    assert as_user(sofie).get(page).url.startswith(SET_UP)


def test_the_others_are_not_asked(
    as_user: Callable[..., HostClient], laura: User, demanded: Policy
) -> None:
    assert as_user(laura).get("/desk/").status_code == 200


def test_before_the_day_nobody_is_stopped(
    as_user: Callable[..., HostClient], sofie: User, demanded: Policy
) -> None:
    demanded.client_required_from = timezone.now() + timedelta(days=1)
    demanded.save()

    assert as_user(sofie).get("/cases/").status_code == 200


def test_a_client_sets_up_an_app_and_gets_on(
    as_user: Callable[..., HostClient], sofie: User, demanded: Policy
) -> None:
    browser = as_user(sofie)
    secret = browser.get(f"{SET_UP}app/").context["secret"]

    page = browser.post(f"{SET_UP}app/", {"code": code_of(secret)})

    assert len(page.context["codes"]) == 10
    assert browser.get("/cases/").status_code == 200


@pytest.mark.parametrize(
    "page", ["/cases/", "/account/", SET_UP, f"{SET_UP}app/", f"{SET_UP}passkey/"]
)
def test_a_session_without_its_proof_opens_nothing(
    as_user: Callable[..., HostClient], sofie: User, page: str
) -> None:
    app_of(sofie)

    assert as_user(sofie).get(page).url.startswith(PROOF)


def test_a_proof_opens_what_was_asked_for(
    as_user: Callable[..., HostClient], sofie: User
) -> None:
    app, browser = app_of(sofie), as_user(sofie)

    response = browser.post(f"{PROOF}?next=/cases/", {"otp_token": code_on(app)})

    assert response.url == "/cases/"
    assert browser.get("/cases/").status_code == 200


def test_a_wrong_proof_opens_nothing(
    as_user: Callable[..., HostClient], sofie: User
) -> None:
    app, browser = app_of(sofie), as_user(sofie)

    refused = browser.post(PROOF, {"otp_token": code_on(app, wrong=1)})

    assert refused.status_code == 422
    assert browser.get("/cases/").url.startswith(PROOF)


def test_an_old_proof_is_asked_for_again(
    as_user: Callable[..., HostClient], sofie: User
) -> None:
    browser = as_user(sofie)
    session = browser.session
    session[proof.KEY] -= 601
    session.save()

    assert browser.get(f"{SET_UP}app/").url.startswith(PROOF)
    browser.post(PROOF, {"password": PASSWORD})
    assert browser.get(f"{SET_UP}app/").status_code == 200


def test_a_proof_from_the_future_is_none(
    as_user: Callable[..., HostClient], sofie: User
) -> None:
    """A clock was set back since, or somebody wrote it."""
    browser = as_user(sofie)
    session = browser.session
    session[proof.KEY] += 60
    session.save()

    assert browser.get(f"{SET_UP}app/").url.startswith(PROOF)


def test_where_they_are_off_there_is_nothing_to_set_up(
    as_user: Callable[..., HostClient], sofie: User
) -> None:
    Policy.objects.create(client_second_factor=Demand.OFF)

    assert as_user(sofie).get(f"{SET_UP}app/").url == SET_UP


def test_the_seed_and_the_codes_are_nowhere_in_clear(
    as_user: Callable[..., HostClient], sofie: User
) -> None:
    browser = as_user(sofie)
    secret = browser.get(f"{SET_UP}app/").context["secret"]
    waiting = str(dict(browser.session))
    codes = browser.post(f"{SET_UP}app/", {"code": code_of(secret)}).context["codes"]

    kept = everything_kept()
    for text in (secret.text, secret.seed.hex(), *codes):
        assert text not in waiting
        assert text.lower() not in kept


def everything_kept() -> str:
    """All rows of the tables about factors and sessions, in one text."""
    found = []
    with connection.cursor() as cursor:
        for table in ("authenticator", "recoverycodes", "recoverycode", "passkey"):
            cursor.execute(f"SELECT t::text FROM tenants_factors_{table} t")
            found += [row[0] for row in cursor.fetchall()]
    assert len(found) > 10
    return "".join(found).lower()
