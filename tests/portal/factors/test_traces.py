"""Proving anew who one is stands in the log, and so does each time it failed."""

from __future__ import annotations

from collections.abc import Callable

from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.conftest import HostClient
from tests.factors import app_of, code_on
from tests.portal.access.conftest import PASSWORD

AsUser = Callable[..., HostClient]
PROOF = "/account/proof/"


def written() -> list[tuple[str, str]]:
    """What stands in the log about proofs, and by what."""
    found = Entry.objects.filter(action__startswith="access.proof").order_by("pk")
    proved = Entry.objects.filter(action="access.proved").order_by("pk")
    return [(each.action, each.details["factor"]) for each in [*found, *proved]]


def test_a_password_that_is_right_and_one_that_is_not(
    as_user: AsUser, sofie: User, inside: Firm
) -> None:
    browser = as_user(sofie)

    browser.post(PROOF, {"password": "a guess"})
    browser.post(PROOF, {"password": PASSWORD})

    assert written() == [
        ("access.proof_failed", "password"),
        ("access.proved", "password"),
    ]
    assert Entry.objects.get(action="access.proved").actor_id == sofie.pk


def test_a_second_factor(as_user: AsUser, sofie: User, inside: Firm) -> None:
    app, browser = app_of(sofie), as_user(sofie)

    browser.post(PROOF, {"otp_token": code_on(app)})
    browser.post(PROOF, {"otp_token": code_on(app, wrong=1)})

    assert [action for action, _factor in written()] == [
        "access.proof_failed",
        "access.proved",
    ]


def test_an_empty_form_is_no_failure(
    as_user: AsUser, sofie: User, inside: Firm
) -> None:
    as_user(sofie).post(PROOF, {"password": ""})

    assert written() == []


def test_each_guess_on_the_account_page(
    as_user: AsUser, sofie: User, inside: Firm
) -> None:
    form = {"current": "a guess", "password": "eleven purple walking chairs"}

    as_user(sofie).post("/account/password/", form)

    assert written() == [("access.proof_failed", "password")]
