"""Setting up the second factor, and keeping it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.conf import settings

from portal.factors.pending import KEY
from portal.factors.qr import square
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.factors.models import Authenticator, RecoveryCode
from tenants.factors.secret import Secret
from tests.conftest import HostClient
from tests.controlplane.frame.conftest import credentials, token_form
from tests.factors import code_of, code_on
from tests.portal.access.conftest import PASSWORD

SET_UP = "/operate/second-factor/"


@pytest.fixture
def halfway(on_platform: HostClient, jan: User) -> HostClient:
    """Jan's browser after the password."""
    on_platform.force_login(jan, backend=settings.AUTHENTICATION_BACKENDS[0])
    return on_platform


def shown(browser: HostClient) -> Secret:
    return browser.get(SET_UP).context["secret"]


def test_the_secret_is_shown_as_picture_and_as_text(halfway: HostClient) -> None:
    page = halfway.get(SET_UP)

    secret = page.context["secret"]
    text = page.content.decode()
    assert secret.groups in text
    assert square(secret.link("jan@tablinum.example", issuer="Tablinum")).path in text
    assert page.headers["Cache-Control"] == "no-store, private"


def test_looking_changes_nothing(halfway: HostClient) -> None:
    first = shown(halfway)

    assert shown(halfway) == first
    assert not Authenticator.objects.exists()


def test_a_right_code_switches_it_on(halfway: HostClient, jan: User) -> None:
    secret = shown(halfway)
    key_before = halfway.session.session_key

    page = halfway.post(f"{SET_UP}?next=/operate/log/", {"code": code_of(secret)})

    assert page.context["onward"] == "/operate/log/"
    assert Authenticator.objects.get().user == jan
    assert halfway.get("/operate/account/").status_code == 200
    assert halfway.session.session_key != key_before
    assert KEY not in halfway.session
    assert Entry.objects.filter(action="factor.authenticator_set_up").exists()


def test_ten_recovery_codes_are_shown_once(halfway: HostClient) -> None:
    page = halfway.post(SET_UP, {"code": code_of(shown(halfway))})

    codes = re.findall(r"<li>([a-z0-9-]{14})</li>", page.content.decode())
    assert len(codes) == RecoveryCode.objects.count() == 10
    assert not any(
        code in halfway.get("/operate/account/").content.decode() for code in codes
    )


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "²²²²²²", "0000000000"])
def test_a_wrong_code_does_not(halfway: HostClient, code: str) -> None:
    shown(halfway)

    page = halfway.post(SET_UP, {"code": code})

    assert page.status_code == 422
    assert not Authenticator.objects.exists()


def test_a_code_with_a_space_is_fine(halfway: HostClient) -> None:
    code = code_of(shown(halfway))

    halfway.post(SET_UP, {"code": f"{code[:3]} {code[3:]}"})

    assert Authenticator.objects.exists()


def test_the_code_of_the_set_up_does_not_sign_in(
    halfway: HostClient, jan: User
) -> None:
    code = code_of(shown(halfway))
    halfway.post(SET_UP, {"code": code})
    other = HostClient(settings.PLATFORM_HOST)
    other.post("/operate/sign-in/", credentials(jan, PASSWORD))

    response = other.post("/operate/sign-in/", token_form(code))

    assert response.status_code == 422


def test_a_password_alone_never_replaces_a_factor(
    halfway: HostClient, phone: Authenticator
) -> None:
    response = halfway.get(SET_UP)

    assert response.url == "/operate/sign-in/"
    assert halfway.post(SET_UP, {"code": code_on(phone)}).url.startswith(
        "/operate/sign-in/"
    )
    assert Authenticator.objects.get() == phone


def test_who_is_in_has_nothing_to_set_up(
    as_operator: Callable[..., HostClient],
) -> None:
    assert as_operator().get(SET_UP).url == "/operate/account/"


def test_new_recovery_codes_replace_the_old_ones(
    as_operator: Callable[..., HostClient], phone: Authenticator, jan: User
) -> None:
    browser = as_operator(user=jan)
    browser.post("/operate/account/recovery-codes/")
    before = set(RecoveryCode.objects.values_list("digest", flat=True))

    browser.post("/operate/account/recovery-codes/")

    after = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert len(after) == 10
    assert not before & after


def test_another_password_needs_the_present_one(
    as_operator: Callable[..., HostClient], phone: Authenticator, jan: User
) -> None:
    browser, elsewhere = as_operator(user=jan), as_operator(user=jan)
    new = {"password": "three geese and a heron"}

    assert (
        browser.post(
            "/operate/account/password/", {"current": "wrong", **new}
        ).status_code
        == 422
    )
    done = browser.post("/operate/account/password/", {"current": PASSWORD, **new})

    assert done.url == "/operate/account/"
    assert browser.get("/operate/account/").status_code == 200
    assert elsewhere.get("/operate/account/").url.startswith("/operate/sign-in/")
