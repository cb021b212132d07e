"""Who has a second factor is asked for it."""

from __future__ import annotations

import time

import pytest
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from tenants.accounts.models import User
from tenants.audit.models import Entry
from tests.conftest import HostClient
from tests.portal.access.conftest import PASSWORD
from tests.portal.access.test_sign_in import credentials


@pytest.fixture(params=["default", "my phone"])
def device(request: pytest.FixtureRequest, laura: User) -> TOTPDevice:
    """Laura's authenticator, under whatever name."""
    return TOTPDevice.objects.create(user=laura, name=request.param)


def token_form(token: str) -> dict[str, str]:
    return {"sign_in-current_step": "token", "token-otp_token": token}


def now_on(device: TOTPDevice, *, wrong: int = 0) -> str:
    code = totp(device.bin_key, device.step, device.t0, device.digits)
    return f"{(code + wrong) % 10**device.digits:06d}"


def test_the_password_alone_does_not_let_in(
    on_firm: HostClient, device: TOTPDevice, laura: User
) -> None:
    response = on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    assert response.status_code == 200
    assert response.context["wizard"]["steps"].current == "token"
    assert on_firm.get("/desk/").url.startswith("/sign-in/")


def test_the_right_token_lets_in(
    on_firm: HostClient, device: TOTPDevice, laura: User
) -> None:
    on_firm.post("/sign-in/?next=/desk/contacts/", credentials(laura.email, PASSWORD))

    response = on_firm.post(
        "/sign-in/?next=/desk/contacts/", token_form(now_on(device))
    )

    assert response.url == "/desk/contacts/"
    entry = Entry.objects.get(action="access.signed_in")
    assert entry.details == {"second_factor": True}


def test_a_wrong_token_does_not_and_is_written_down(
    on_firm: HostClient, device: TOTPDevice, laura: User
) -> None:
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    response = on_firm.post("/sign-in/", token_form(now_on(device, wrong=1)))

    assert response.status_code == 200
    entry = Entry.objects.get(action="access.sign_in_failed")
    assert (entry.target_id, entry.details) == (laura.pk, {"factor": "token"})


def test_a_token_works_once(
    on_firm: HostClient, device: TOTPDevice, laura: User
) -> None:
    token = now_on(device)
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))
    on_firm.post("/sign-in/", token_form(token))
    on_firm.post("/sign-out/")

    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))
    response = on_firm.post("/sign-in/", token_form(token))

    assert response.status_code == 200


def test_the_token_step_cannot_be_reached_without_the_password(
    on_firm: HostClient, device: TOTPDevice
) -> None:
    on_firm.get("/sign-in/")

    response = on_firm.post("/sign-in/", token_form(now_on(device)))

    assert response.status_code == 200
    assert on_firm.get("/desk/").url.startswith("/sign-in/")


def test_a_recovery_code_lets_in_once(
    on_firm: HostClient, device: TOTPDevice, laura: User
) -> None:
    codes = StaticDevice.objects.create(user=laura, name="backup")
    codes.token_set.create(token="abcd2345")
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))
    on_firm.post(
        "/sign-in/", {"sign_in-current_step": "token", "wizard_goto_step": "backup"}
    )

    form = {"sign_in-current_step": "backup", "backup-otp_token": "abcd2345"}
    response = on_firm.post("/sign-in/", form)

    assert response.url == "/desk/"
    assert not codes.token_set.exists()


def test_a_device_that_was_never_confirmed_is_not_asked_for(
    on_firm: HostClient, laura: User
) -> None:
    TOTPDevice.objects.create(user=laura, name="default", confirmed=False)

    response = on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    assert response.url == "/desk/"


def test_the_password_step_expires(
    on_firm: HostClient,
    device: TOTPDevice,
    laura: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))
    later = time.time() + 601
    monkeypatch.setattr("two_factor.views.core.time.time", lambda: later)

    response = on_firm.post("/sign-in/", token_form(now_on(device)))

    assert response.context["wizard"]["steps"].current == "auth"
