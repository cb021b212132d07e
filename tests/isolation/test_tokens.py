"""What proves something in one firm proves nothing in the other.

Keys, addresses and passwords are equal in both. Each proof is tried at home first: one
that works nowhere would prove nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from unittest.mock import Mock

import pytest
from django.core.cache import cache, caches
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tenants import crypto, middleware, scope
from tenants.accounts.models import User
from tenants.crypto import owners
from tenants.crypto.errors import DecryptionError
from tenants.domains.routing import Route
from tenants.signing import BadSignature, FirmTokenGenerator, signer
from tenants.storage import names
from tests.conftest import HostClient
from tests.permissions.house import House
from tests.permissions.people import FirmBrowsers

Proof = Callable[[House, House], bool]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def session(home: House, there: House) -> bool:
    """A cookie of Sofie's session."""
    browser = HostClient(there.firm.primary_host)
    browser.cookies = FirmBrowsers(home, there).cookies("sofie")
    return bool(browser.get("/cases/").status_code == 200)


def form_token(home: House, there: House) -> bool:
    """The token of a form that was fetched at home."""
    fetched, sending = (HostClient(each.firm.primary_host) for each in (home, there))
    sending.handler.enforce_csrf_checks = True
    sending.get("/sign-in/")
    if home is there:
        fetched.cookies = sending.cookies
    found = TOKEN.search(fetched.get("/sign-in/").content.decode())
    assert found
    sent = {"csrfmiddlewaretoken": found[1], "language": "en"}
    return bool(sending.post("/language/", sent).status_code == 302)


def invitation(home: House, there: House) -> bool:
    """The link of Nele's invitation."""
    browser = HostClient(there.firm.primary_host)
    is_shown = browser.get(f"/invitation/{home.invitation}/").status_code == 200
    answer = browser.post(f"/invitation/{home.invitation}/")
    return is_shown or bool(answer.status_code == 302)


def hand_over(home: House, there: House) -> bool:
    """The token that the sign-up page posts."""
    browser = HostClient(there.firm.primary_host)
    answer = browser.post("/welcome/", {"token": home.handover})
    return bool(answer.status_code == 302)


def visit_pass(home: House, there: House) -> bool:
    """The token with which an operator comes in whom the owner let in."""
    browser = HostClient(there.firm.primary_host)
    browser.post("/support-visit/", {"token": home.visit_pass})
    return bool(browser.get("/desk/").status_code == 200)


def guest_session(home: House, there: House) -> bool:
    """A cookie of that operator's session."""
    inside = HostClient(home.firm.primary_host)
    inside.post("/support-visit/", {"token": home.visit_pass})
    browser = HostClient(there.firm.primary_host)
    browser.cookies = inside.cookies
    return bool(browser.get("/desk/").status_code == 200)


def signed_value(home: House, there: House) -> bool:
    """A value that was signed for equal words."""
    with scope.scope(home.firm):
        signed = signer("device").sign("7")
    with scope.scope(there.firm):
        try:
            return signer("device").unsign(signed) == "7"
        except BadSignature:
            return False


def password_token(home: House, there: House) -> bool:
    """Django's token for a new password, of an account that is equal in all."""
    with scope.scope(home.firm):
        token = FirmTokenGenerator().make_token(User.objects.get(pk=home.cast.tom.pk))
    with scope.scope(there.firm):
        twin = User.objects.get(pk=there.cast.tom.pk)
        return FirmTokenGenerator().check_token(twin, token)


def sealed_value(home: House, there: House) -> bool:
    """A value that was encrypted for equal words."""
    with scope.scope(home.firm):
        sealed = crypto.encrypt("seed", b"secret", aad=b"7")
    with scope.scope(there.firm):
        try:
            return crypto.decrypt("seed", sealed, aad=b"7") == b"secret"
        except DecryptionError:
            return False


def cached_value(home: House, there: House) -> bool:
    """Something under an equal key of the cache."""
    with scope.scope(home.firm):
        cache.set("canary", home.mark)
    with scope.scope(there.firm):
        return cache.get("canary") == home.mark


def stored_file(home: House, there: House) -> bool:
    """A file, by its name and by its whole path in the storage."""
    with scope.scope(home.firm):
        name = default_storage.save("deed", ContentFile(home.mark.encode()))
    guesses = (name, f"{home.firm.pk}/{name}", f"../{home.firm.pk}/{name}")
    with scope.scope(there.firm):
        return any(_read(each) == home.mark.encode() for each in guesses)


def _read(name: str) -> bytes:
    try:
        with default_storage.open(name) as file:
            return bytes(file.read())
    except (OSError, SuspiciousOperation):
        return b""


PROOFS = [
    session,
    form_token,
    invitation,
    hand_over,
    visit_pass,
    guest_session,
    signed_value,
    password_token,
    sealed_value,
    cached_value,
    stored_file,
]


@pytest.mark.parametrize("accepted", PROOFS)
def test_it_works_at_home(accepted: Proof, peeters: House) -> None:
    assert accepted(peeters, peeters)


@pytest.mark.parametrize("accepted", PROOFS)
def test_it_does_not_work_in_the_other_firm(
    accepted: Proof, peeters: House, devries: House
) -> None:
    assert not accepted(peeters, devries)
    assert not accepted(devries, peeters)


def one_schema(monkeypatch: pytest.MonkeyPatch, home: House) -> None:
    """Every host leads to the same firm."""
    everywhere = Mock(route=lambda host: Route(firm=home.firm, is_primary=True))
    monkeypatch.setattr(middleware, "hosts", lambda: everywhere)


def one_key(monkeypatch: pytest.MonkeyPatch, home: House) -> None:
    """Secrets are derived from the same data key."""
    monkeypatch.setattr(owners, "current", lambda: str(home.firm.pk))


def one_cache(monkeypatch: pytest.MonkeyPatch, home: House) -> None:
    """Keys of the cache name the same schema."""

    def shared(key: str, *_rest: object) -> str:
        return f"public:{key}"

    monkeypatch.setattr(caches["default"], "key_func", shared)


def one_folder(monkeypatch: pytest.MonkeyPatch, home: House) -> None:
    """Files lie in no folder of their firm's."""
    monkeypatch.setattr(names, "prefix", lambda: "all/")


@pytest.mark.parametrize(
    ("accepted", "take_out"),
    [
        (session, one_schema),
        (invitation, one_schema),
        (hand_over, one_schema),
        (visit_pass, one_schema),
        (guest_session, one_schema),
        (signed_value, one_key),
        (password_token, one_key),
        (sealed_value, one_key),
        (cached_value, one_cache),
        (stored_file, one_folder),
    ],
)
def test_without_the_prevention_it_would_be_accepted(
    accepted: Proof,
    take_out: Callable[[pytest.MonkeyPatch, House], None],
    peeters: House,
    devries: House,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    take_out(monkeypatch, peeters)

    assert accepted(peeters, devries)
