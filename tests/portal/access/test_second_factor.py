"""Who has a second factor is asked for it."""

from __future__ import annotations

import time

import pytest

from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.factors import actions
from tenants.factors.models import Authenticator, RecoveryCode
from tests.conftest import HostClient
from tests.factories import NOW
from tests.factors import app_of, code_on
from tests.portal.access.conftest import PASSWORD
from tests.portal.access.test_sign_in import credentials


@pytest.fixture
def device(laura: User) -> Authenticator:
    """Laura's authenticator."""
    return app_of(laura)


def token_form(token: str) -> dict[str, str]:
    return {"sign_in-current_step": "token", "token-otp_token": token}


def recovery_form(code: str) -> dict[str, str]:
    return {"sign_in-current_step": "backup", "backup-otp_token": code}


def go_to(browser: HostClient, step: str) -> object:
    form = {"sign_in-current_step": "token", "wizard_goto_step": step}
    return browser.post("/sign-in/", form)


def test_the_password_alone_does_not_let_in(
    on_firm: HostClient, device: Authenticator, laura: User
) -> None:
    response = on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    assert response.status_code == 200
    assert response.context["wizard"]["steps"].current == "token"
    assert on_firm.get("/desk/").url.startswith("/sign-in/")


def test_the_right_token_lets_in(
    on_firm: HostClient, device: Authenticator, laura: User
) -> None:
    on_firm.post("/sign-in/?next=/desk/contacts/", credentials(laura.email, PASSWORD))
    before = on_firm.session.session_key

    response = on_firm.post(
        "/sign-in/?next=/desk/contacts/", token_form(code_on(device))
    )

    assert response.url == "/desk/contacts/"
    assert on_firm.session.session_key != before
    entry = Entry.objects.get(action="access.signed_in")
    assert entry.details == {"second_factor": True}


@pytest.mark.parametrize(("periods", "status"), [(-3, 422), (-1, 302), (1, 302)])
def test_a_clock_may_be_off_by_one_period(
    on_firm: HostClient, device: Authenticator, laura: User, periods: int, status: int
) -> None:
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    response = on_firm.post("/sign-in/", token_form(code_on(device, periods=periods)))

    assert response.status_code == status


def test_a_wrong_token_does_not_and_is_written_down(
    on_firm: HostClient, device: Authenticator, laura: User
) -> None:
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    response = on_firm.post("/sign-in/", token_form(code_on(device, wrong=1)))

    assert response.status_code == 422
    entry = Entry.objects.get(action="access.sign_in_failed")
    assert (entry.target_id, entry.details) == (laura.pk, {"factor": "token"})


def test_after_a_wrong_token_the_right_one_waits(
    on_firm: HostClient, device: Authenticator, laura: User
) -> None:
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))
    on_firm.post("/sign-in/", token_form(code_on(device, wrong=1)))

    response = on_firm.post("/sign-in/", token_form(code_on(device)))

    assert b"Te veel foute codes" in response.content


def test_a_token_works_once(
    on_firm: HostClient, device: Authenticator, laura: User
) -> None:
    token = code_on(device)
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))
    on_firm.post("/sign-in/", token_form(token))
    on_firm.post("/sign-out/")

    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))
    response = on_firm.post("/sign-in/", token_form(token))

    assert response.status_code == 422


@pytest.mark.parametrize("form", [token_form, recovery_form])
def test_no_step_can_be_reached_without_the_password(
    on_firm: HostClient, device: Authenticator, laura: User, form: object
) -> None:
    code = actions.make_codes_unless_there(laura, at=NOW)[0]
    on_firm.get("/sign-in/")

    response = on_firm.post("/sign-in/", form(code))  # type: ignore[operator]

    assert response.status_code == 422
    assert on_firm.get("/desk/").url.startswith("/sign-in/")


def test_a_recovery_code_lets_in_once(
    on_firm: HostClient, device: Authenticator, laura: User
) -> None:
    code = actions.make_codes_unless_there(laura, at=NOW)[0]
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))
    go_to(on_firm, "backup")

    response = on_firm.post("/sign-in/", recovery_form(code.upper()))

    assert response.url == "/desk/"
    assert RecoveryCode.objects.count() == 9
    on_firm.post("/sign-out/")
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))
    assert on_firm.post("/sign-in/", recovery_form(code)).status_code == 422


def test_the_password_of_another_person_begins_anew(
    on_firm: HostClient, device: Authenticator, laura: User, sofie: User
) -> None:
    on_firm.post("/sign-in/", credentials(sofie.email, "wrong"))
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    response = on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    assert response.context["wizard"]["steps"].current == "token"


def test_a_device_of_the_library_cannot_be_chosen(
    on_firm: HostClient, device: Authenticator, laura: User
) -> None:
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    response = on_firm.post("/sign-in/", {"challenge_device": device.persistent_id})

    assert response.status_code == 400


def test_the_password_step_expires(
    on_firm: HostClient,
    device: Authenticator,
    laura: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))
    later = time.time() + 601
    monkeypatch.setattr("two_factor.views.core.time.time", lambda: later)

    response = on_firm.post("/sign-in/", token_form(code_on(device)))

    assert response.context["wizard"]["steps"].current == "auth"
