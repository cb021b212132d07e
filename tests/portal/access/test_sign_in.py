"""Signing in and out."""

from __future__ import annotations

from contextlib import suppress
from unittest import mock

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import PermissionDenied

from portal.access.backends import PasswordBackend
from tenants.accounts.models import Session, User
from tenants.audit.models import Entry
from tests.conftest import HostClient
from tests.factors import app_of, code_on
from tests.portal.access.conftest import PASSWORD, invite_tom


def credentials(email: str, password: str) -> dict[str, str]:
    """What the sign-in form posts."""
    return {
        "sign_in-current_step": "auth",
        "auth-username": email,
        "auth-password": password,
    }


def test_staff_land_on_the_desk(on_firm: HostClient, laura: User) -> None:
    response = on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    assert response.url == "/desk/"


def test_a_client_lands_at_home(on_firm: HostClient, sofie: User) -> None:
    response = on_firm.post("/sign-in/", credentials(sofie.email, PASSWORD))

    assert response.url == "/"


def test_the_address_may_be_typed_in_any_case(on_firm: HostClient, laura: User) -> None:
    response = on_firm.post("/sign-in/", credentials("Laura@Example.COM", PASSWORD))

    assert response.status_code == 302


def test_signing_in_changes_the_key_of_the_session(
    on_firm: HostClient, laura: User
) -> None:
    on_firm.post("/sign-in/", credentials(laura.email, "wrong"))
    before = on_firm.cookies["session"].value

    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    assert on_firm.cookies["session"].value != before


def test_signing_in_is_written_down(on_firm: HostClient, laura: User) -> None:
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    entry = Entry.objects.get(action="access.signed_in")
    assert entry.actor_id == laura.pk
    assert entry.details == {"second_factor": False}


def test_who_is_signed_in_is_not_asked_again(on_firm: HostClient, laura: User) -> None:
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    assert on_firm.get("/sign-in/").url == "/desk/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(
    on_firm: HostClient, laura: User
) -> None:
    wrong = on_firm.post("/sign-in/", credentials("laura@example.com", "wrong"))
    unknown = on_firm.post("/sign-in/", credentials("nobody@example.com", "wrong"))

    assert wrong.status_code == unknown.status_code == 422
    assert without_tokens(wrong, "laura") == without_tokens(unknown, "nobody")


def test_every_failure_hashes_once(inside: object, laura: User) -> None:
    invite_tom(by=laura)
    closed = laura
    closed.is_active = False
    closed.save()

    for email in ("nobody@example.com", "laura@example.com", "tom@example.com"):
        hashed = hashes_of_a_try(email)

        assert hashed == 1, email


@pytest.mark.parametrize("email", ["laura@example.com", "nobody@example.com"])
def test_a_failure_is_written_down_and_never_what_was_typed(
    email: str, on_firm: HostClient, laura: User
) -> None:
    on_firm.post("/sign-in/", credentials(email, "wrong"))

    entry = Entry.objects.get(action="access.sign_in_failed")
    assert entry.target_id == (laura.pk if email == laura.email else None)
    assert entry.actor_id is None
    assert "nobody" not in str(entry.__dict__)


def test_a_form_that_was_left_empty_is_no_failure(on_firm: HostClient) -> None:
    on_firm.post("/sign-in/", credentials("", ""))

    assert "_auth_user_id" not in on_firm.cookies


def test_somebody_invited_cannot_sign_in_before_choosing_a_password(
    on_firm: HostClient, laura: User
) -> None:
    invite_tom(by=laura)

    for guess in ("", "!", "tom@example.com"):
        response = on_firm.post("/sign-in/", credentials("tom@example.com", guess))

        assert response.status_code == 422


def test_a_link_cannot_sign_anybody_out(on_firm: HostClient, laura: User) -> None:
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    page = on_firm.get("/sign-out/")

    assert b"Laura" in page.content
    assert on_firm.get("/sign-in/").url == "/desk/"


def test_signing_out_ends_the_session(on_firm: HostClient, laura: User) -> None:
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))
    stolen = on_firm.cookies["session"].value

    assert on_firm.post("/sign-out/").url == "/sign-in/"

    on_firm.cookies["session"] = stolen
    assert on_firm.get("/desk/").status_code == 302
    assert Entry.objects.filter(action="access.signed_out").count() == 1


def test_signing_out_twice_is_harmless(on_firm: HostClient) -> None:
    assert on_firm.post("/sign-out/").url == "/sign-in/"


def without_tokens(response: object, name: str) -> str:
    """The page without what differs each time, and without what was typed."""
    html = response.content.decode()  # type: ignore[attr-defined]
    token = response.context["csrf_token"]  # type: ignore[attr-defined]
    return html.replace(str(token), "").replace(name, "")


def hashes_of_a_try(email: str) -> int:
    """How often one try to sign in runs the slow hash."""
    slow = Argon2PasswordHasher
    with (
        mock.patch.object(slow, "encode", autospec=True, wraps=slow.encode) as encode,
        mock.patch.object(slow, "verify", autospec=True, wraps=slow.verify) as verify,
    ):
        encode.side_effect, verify.side_effect = lambda *a, **k: "", lambda *a: False
        with suppress(PermissionDenied):
            PasswordBackend().authenticate(None, username=email, password="wrong")
    return encode.call_count + verify.call_count


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_the_page_leaves_no_session_behind(
    method: str, on_firm: HostClient, laura: User
) -> None:
    response = getattr(on_firm, method)("/sign-in/?next=/desk/")

    assert response.status_code == 200
    assert "session" not in response.cookies
    assert not Session.objects.exists()


def test_reading_the_page_anew_does_not_lose_the_first_step(
    on_firm: HostClient, laura: User
) -> None:
    device = app_of(laura)
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    again = on_firm.get("/sign-in/")

    assert again.context["wizard"]["steps"].current == "auth"
    form = {"sign_in-current_step": "token", "token-otp_token": code_on(device)}
    assert on_firm.post("/sign-in/", form).url == "/desk/"
