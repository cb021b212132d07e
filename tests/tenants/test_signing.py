from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytest_django.fixtures import Settings
from time_machine import travel

from tenants.accounts.models import User
from tenants.models import Firm
from tenants.scope import NoScope, scope
from tenants.signing import BadSignature, FirmTokenGenerator, SignatureExpired, signer

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_a_signed_value_is_read_in_its_own_firm(peeters: Firm) -> None:
    with scope(peeters):
        signed = signer("hand-over").sign_object({"user": 7})

        assert signer("hand-over").unsign_object(signed) == {"user": 7}


def test_another_firm_refuses_it(peeters: Firm, janssens: Firm) -> None:
    with scope(peeters):
        signed = signer("hand-over").sign("7")

    with scope(janssens), pytest.raises(BadSignature):
        signer("hand-over").unsign(signed)


def test_another_salt_refuses_it(peeters: Firm) -> None:
    with scope(peeters):
        signed = signer("hand-over").sign("7")

        with pytest.raises(BadSignature):
            signer("invitation").unsign(signed)


def test_an_old_value_is_refused(peeters: Firm) -> None:
    with scope(peeters):
        with travel(NOON, tick=False):
            signed = signer("hand-over").sign("7")

        with (
            travel(NOON.replace(minute=6), tick=False),
            pytest.raises(SignatureExpired),
        ):
            signer("hand-over").unsign(signed, max_age=300)


def test_djangos_own_keys_sign_nothing(peeters: Firm, settings: Settings) -> None:
    settings.SECRET_KEY_FALLBACKS = ["leaked"]
    with scope(peeters):
        assert signer("hand-over").fallback_keys == []
        assert FirmTokenGenerator().secret_fallbacks == []
        assert FirmTokenGenerator().secret != settings.SECRET_KEY


def test_without_a_scope_nothing_is_signed() -> None:
    with pytest.raises(NoScope):
        signer("hand-over")


def test_a_password_token_is_good_in_its_own_firm_only(
    peeters: Firm, janssens: Firm
) -> None:
    sofie = User(email="sofie@example.be", password="same in both")
    tokens = FirmTokenGenerator()
    with scope(peeters):
        token = tokens.make_token(sofie)
        assert tokens.check_token(sofie, token)

    with scope(janssens):
        assert not tokens.check_token(sofie, token)
