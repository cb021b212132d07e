"""Where an operator is signed in, and what asks him once more who he is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.access import proof
from tenants.accounts.models import Session, User
from tenants.audit.models import Entry
from tenants.factors.models import Authenticator
from tests.conftest import HostClient
from tests.factors import code_on
from tests.portal.access.conftest import PASSWORD

AsOperator = Callable[..., HostClient]
ACCOUNT, PROOF = "/operate/account/", "/operate/account/proof/"
NEW = "three geese and a heron"


def age(browser: HostClient) -> HostClient:
    """Let ten minutes pass since the last proof."""
    session = browser.session
    session[proof.KEY] -= 601
    session.save()
    return browser


def test_an_operator_sees_his_sessions_and_ends_one(
    as_operator: AsOperator, jan: User, phone: Authenticator
) -> None:
    here, other = as_operator(user=jan), as_operator(user=jan)
    row = Session.objects.get(session_key=other.cookies["session"].value)

    page = here.get(ACCOUNT).content.decode()
    answer = here.post(f"{ACCOUNT}sessions/{row.pk}/removal/")

    assert f"{ACCOUNT}sessions/{row.pk}/removal/" in page
    assert other.cookies["session"].value not in page
    assert answer.url == ACCOUNT
    assert other.get(ACCOUNT).url.startswith("/operate/sign-in/")
    assert Entry.objects.filter(action="account.session_ended").exists()


def test_all_others_end_and_nobody_elses(
    as_operator: AsOperator, jan: User, phone: Authenticator
) -> None:
    here, colleague = as_operator(user=jan), as_operator()
    others = [as_operator(user=jan) for _ in range(2)]

    here.post(f"{ACCOUNT}sessions/removal/")

    assert [each.get(ACCOUNT).status_code for each in others] == [302, 302]
    assert here.get(ACCOUNT).status_code == colleague.get(ACCOUNT).status_code == 200


def test_a_colleagues_session_is_not_found(
    as_operator: AsOperator, jan: User, phone: Authenticator
) -> None:
    colleague = as_operator()
    row = Session.objects.get(session_key=colleague.cookies["session"].value)

    answer = as_operator(user=jan).post(f"{ACCOUNT}sessions/{row.pk}/removal/")

    assert answer.status_code == 404
    assert colleague.get(ACCOUNT).status_code == 200


@pytest.mark.parametrize("path", ["recovery-codes/", "sessions/removal/"])
def test_an_old_proof_is_asked_for_again(
    as_operator: AsOperator, jan: User, phone: Authenticator, path: str
) -> None:
    browser = age(as_operator(user=jan))

    refused = browser.post(f"{ACCOUNT}{path}", HTTP_REFERER=f"http://platform{ACCOUNT}")
    browser.post(PROOF, {"otp_token": code_on(phone)})
    done = browser.post(f"{ACCOUNT}{path}")

    assert refused.url.startswith(PROOF)
    assert done.status_code in {200, 302}
    assert not done.headers.get("Location", "").startswith(PROOF)


def test_after_the_proof_one_is_at_home_under_a_new_key(
    as_operator: AsOperator, jan: User, phone: Authenticator
) -> None:
    browser = as_operator(user=jan)
    before = browser.cookies["session"].value

    answer = browser.post(PROOF, {"otp_token": code_on(phone)})

    assert answer.url.startswith("/operate/")
    assert browser.get(answer.url).status_code == 200
    assert browser.cookies["session"].value != before


def test_the_password_alone_proves_nothing_at_the_platform(
    as_operator: AsOperator, jan: User, phone: Authenticator
) -> None:
    browser = age(as_operator(user=jan))

    assert browser.post(PROOF, {"password": PASSWORD}).status_code == 422
    assert browser.post(f"{ACCOUNT}sessions/removal/").url.startswith(PROOF)


def test_an_open_browser_is_no_place_to_guess(
    as_operator: AsOperator, jan: User, phone: Authenticator
) -> None:
    browser, sent = as_operator(user=jan), {"current": "a guess", "password": NEW}

    answers = [browser.post(f"{ACCOUNT}password/", sent) for _ in range(5)]

    assert [each.status_code for each in answers] == [422, 422, 422, 422, 302]
    assert answers[-1].url == "/operate/sign-in/"
    assert browser.get(ACCOUNT).status_code == 302
    assert Entry.objects.filter(action="account.password_guessed").exists()
