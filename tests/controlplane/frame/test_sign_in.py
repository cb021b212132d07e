"""Signing in as an operator: the password, then the code."""

from __future__ import annotations

import pytest

from portal.access.gate import PRIVATE
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.factors import actions
from tenants.factors.models import Authenticator, RecoveryCode
from tests.conftest import HostClient
from tests.controlplane.frame.conftest import credentials, token_form
from tests.factories import NOW
from tests.factors import code_on
from tests.portal.access.conftest import PASSWORD

SIGN_IN = "/operate/sign-in/"


def test_the_password_alone_does_not_let_in(
    on_platform: HostClient, jan: User, phone: Authenticator
) -> None:
    response = on_platform.post(SIGN_IN, credentials(jan, PASSWORD))

    assert response.context["wizard"]["steps"].current == "token"
    assert on_platform.get("/operate/account/").url.startswith(SIGN_IN)


def test_the_code_lets_in(
    on_platform: HostClient, jan: User, phone: Authenticator
) -> None:
    address = f"{SIGN_IN}?next=/operate/account/"
    on_platform.post(address, credentials(jan, PASSWORD))

    response = on_platform.post(address, token_form(code_on(phone)))

    assert response.url == "/operate/account/"
    page = on_platform.get("/operate/account/")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == PRIVATE
    entry = Entry.objects.get(action="access.signed_in")
    assert (entry.actor_id, entry.details) == (jan.pk, {"second_factor": True})


def test_a_wrong_code_does_not_and_is_written_down(
    on_platform: HostClient, jan: User, phone: Authenticator
) -> None:
    on_platform.post(SIGN_IN, credentials(jan, PASSWORD))

    on_platform.post(SIGN_IN, token_form(code_on(phone, wrong=1)))

    assert on_platform.get("/operate/account/").url.startswith(SIGN_IN)
    entry = Entry.objects.get(action="access.sign_in_failed")
    assert (entry.target_id, entry.details) == (jan.pk, {"factor": "token"})


def test_who_has_no_factor_is_led_to_setting_one_up(
    on_platform: HostClient, jan: User
) -> None:
    response = on_platform.post(
        f"{SIGN_IN}?next=/operate/log/", credentials(jan, PASSWORD)
    )

    assert response.url == "/operate/second-factor/?next=%2Foperate%2Flog%2F"


def test_another_host_is_no_place_to_go_on_to(
    on_platform: HostClient, jan: User, phone: Authenticator
) -> None:
    address = f"{SIGN_IN}?next=//evil.example/"
    on_platform.post(address, credentials(jan, PASSWORD))

    response = on_platform.post(address, token_form(code_on(phone)))

    assert response.url.startswith("/operate/")


@pytest.mark.parametrize("write", [str, str.upper, lambda code: code.replace("-", " ")])
def test_a_recovery_code_lets_in_once(
    on_platform: HostClient, jan: User, phone: Authenticator, write: object
) -> None:
    code = write(actions.renew_codes(jan, at=NOW)[3])  # type: ignore[operator]
    form = {"sign_in-current_step": "backup", "backup-otp_token": code}

    assert _with_recovery(on_platform, jan, form).startswith("/operate/")
    on_platform.post("/operate/sign-out/")
    assert _with_recovery(on_platform, jan, form) == "refused"


def test_recovery_codes_are_not_kept(control: None, jan: User) -> None:
    codes = actions.make_codes_unless_there(jan, at=NOW)

    kept = {bytes(code.digest) for code in RecoveryCode.objects.all()}
    assert len(set(codes)) == len(kept) == 10
    assert not kept & {code.replace("-", "").encode() for code in codes}
    assert not kept & {code.encode() for code in codes}


def test_what_is_kept_of_a_recovery_code_does_not_let_in(
    on_platform: HostClient, jan: User, phone: Authenticator
) -> None:
    actions.renew_codes(jan, at=NOW)
    kept = bytes(RecoveryCode.objects.all()[0].digest).hex()[:40]
    form = {"sign_in-current_step": "backup", "backup-otp_token": kept}

    assert _with_recovery(on_platform, jan, form) == "refused"


def test_signing_out_ends_the_session(
    on_platform: HostClient, jan: User, phone: Authenticator
) -> None:
    on_platform.post(SIGN_IN, credentials(jan, PASSWORD))
    on_platform.post(SIGN_IN, token_form(code_on(phone)))

    response = on_platform.post("/operate/sign-out/")

    assert response.url == SIGN_IN
    assert on_platform.get("/operate/account/").url.startswith(SIGN_IN)


def _with_recovery(browser: HostClient, user: User, form: dict[str, str]) -> str:
    browser.post(SIGN_IN, credentials(user, PASSWORD))
    to_backup = {"sign_in-current_step": "token", "wizard_goto_step": "backup"}
    browser.post(SIGN_IN, to_backup)
    response = browser.post(SIGN_IN, form)
    return response.url if response.status_code == 302 else "refused"
