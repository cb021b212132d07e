"""What changes the way in asks once more who is there, and ends other sessions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from portal.access import lockout, proof
from tenants.accounts.models import Session, User
from tenants.models import Firm
from tests.conftest import HostClient
from tests.factors import app_of, code_on
from tests.portal.access.conftest import PASSWORD

AsUser = Callable[..., HostClient]
PROOF, NEW = "/account/proof/", "eleven purple walking chairs"
EMAIL = {"current": PASSWORD, "email": "new@example.com"}


def age(browser: HostClient, *which: str) -> HostClient:
    """Let ten minutes pass since the last proof."""
    session = browser.session
    for key in which or (proof.KEY,):
        session[key] -= 601
    session.save()
    return browser


@pytest.fixture
def other(as_user: AsUser, sofie: User) -> HostClient:
    """Sofie's other browser."""
    return as_user(sofie)


@pytest.fixture
def row(other: HostClient, inside: Firm) -> Session:
    """Its session."""
    return Session.objects.get(session_key=other.cookies["session"].value)


@pytest.mark.parametrize("which", ["{pk}/", ""])
def test_an_old_proof_signs_no_device_out(
    as_user: AsUser, sofie: User, other: HostClient, row: Session, which: str
) -> None:
    here, path = age(as_user(sofie)), f"/account/sessions/{which}removal/"

    answer = here.post(path.format(pk=row.pk))

    assert answer.url.startswith(PROOF)
    assert other.get("/account/").status_code == 200
    here.post(PROOF, {"password": PASSWORD})
    here.post(path.format(pk=row.pk))
    assert other.get("/account/").status_code == 302


def test_who_has_a_second_factor_proves_it_for_another_address(
    as_user: AsUser, sofie: User, inside: Firm
) -> None:
    app, browser = app_of(sofie), as_user(sofie)
    browser.post(PROOF, {"otp_token": code_on(app)})

    answer = age(browser).post("/account/email/", EMAIL)

    assert answer.url.startswith(PROOF)
    assert not sofie.email_changes.exists()


@pytest.mark.parametrize("page", ["app/removal/", "codes/", "passkey/"])
def test_changing_the_second_factors_takes_both(
    as_user: AsUser, sofie: User, inside: Firm, page: str
) -> None:
    app, path = app_of(sofie), f"/account/second-factor/{page}"
    browser = age(as_user(sofie), proof.KEY, proof.PASSWORD_KEY)

    browser.post(PROOF, {"otp_token": code_on(app)})
    after_the_code = browser.post(path)
    asked = browser.get(PROOF).context["way"]
    browser.post(PROOF, {"password": PASSWORD})
    after_both = browser.post(path)

    assert after_the_code.url.startswith(PROOF)
    assert asked == "password"
    assert not after_both.headers.get("Location", "").startswith(PROOF)


def test_the_password_alone_makes_no_old_factor_fresh(
    as_user: AsUser, sofie: User, inside: Firm
) -> None:
    app, browser = app_of(sofie), as_user(sofie)
    browser.post(PROOF, {"otp_token": code_on(app)})

    refused = age(browser).post(PROOF, {"password": PASSWORD})

    assert refused.status_code == 422
    assert browser.post("/account/second-factor/codes/").url.startswith(PROOF)


def test_asking_for_another_address_changes_the_key_of_the_session(
    as_user: AsUser, sofie: User
) -> None:
    browser = as_user(sofie)
    before = browser.cookies["session"].value

    browser.post("/account/email/", EMAIL)

    assert browser.cookies["session"].value != before
    assert browser.get("/account/").status_code == 200


def test_guesses_at_the_same_moment_count_for_the_account(
    as_user: AsUser, sofie: User, inside: Firm
) -> None:
    """Each session is at its first guess: as when requests overlap."""
    guessing = [as_user(sofie) for _ in range(lockout.ACCOUNT_LIMIT)]
    right, sent = as_user(sofie), {"current": "a guess", "password": NEW}

    answers = [each.post("/account/password/", sent) for each in guessing]
    refused = right.post("/account/password/", {**sent, "current": PASSWORD})

    assert {each.status_code for each in answers} == {422}
    assert "too many tries" in refused.content.decode()
    assert lockout.account_waits_until(sofie, at=timezone.now())
    assert User.objects.get(pk=sofie.pk).check_password(PASSWORD)


@pytest.mark.parametrize("page", ["", "app/removal/", "codes/"])
def test_after_a_change_of_factors_the_other_sessions_can_be_ended(
    as_user: AsUser, sofie: User, inside: Firm, page: str
) -> None:
    code = code_on(app_of(sofie))
    here, path = as_user(sofie), f"/account/second-factor/{page}"
    here.post(PROOF, {"otp_token": code})
    other = as_user(sofie)

    answer = here.post(path, follow=True) if page else here.get(path)

    assert b'action="/account/sessions/removal/"' in answer.content
    here.post("/account/sessions/removal/")
    assert other.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200
