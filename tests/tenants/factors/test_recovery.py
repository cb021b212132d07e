"""Recovery codes: made by chance, kept as slow hashes with a salt."""

from __future__ import annotations

import hashlib
import hmac
import math

import pytest
from django.utils import timezone

from tenants import crypto, scope
from tenants.accounts.models import User
from tenants.factors import actions, proving, recovery
from tenants.factors.models import RecoveryCode, RecoveryCodes
from tenants.models import Firm
from tests.factories import UserFactory
from tests.factors import app_of


@pytest.fixture
def laura(firm: Firm) -> User:
    """Somebody who has an app, and so may have codes."""
    with scope.scope(firm):
        user: User = UserFactory()
        app_of(user)
        return user


def test_a_code_is_not_guessed() -> None:
    """ASVS 5.0, 6.5.4: twenty bits at least."""
    codes = recovery.new_codes()

    assert math.log2(len(recovery.ALPHABET)) * recovery.LENGTH > 59
    assert len(set(codes)) == recovery.HOW_MANY
    assert {len(code.replace("-", "")) for code in codes} == {recovery.LENGTH}


def test_it_is_hashed_as_passwords_are(
    monkeypatch: pytest.MonkeyPatch, firm: Firm
) -> None:
    """ASVS 5.0, 6.5.2 and appendix C: Argon2id, with a salt of 32 bits or more."""
    asked = {}

    def note(secret: bytes, salt: bytes, **options: object) -> bytes:
        asked.update(options, salt=salt)
        return b"x" * 32

    monkeypatch.setattr(recovery, "hash_secret_raw", note)
    with scope.scope(firm):
        recovery.digest("abcd-efgh-jkmn", recovery.new_salt())

    assert asked["type"].name == "ID"
    assert (asked["time_cost"], asked["memory_cost"]) >= (2, 19_456)
    assert len(asked["salt"]) * 8 >= 32


def test_equal_codes_of_two_people_look_different(firm: Firm) -> None:
    with scope.scope(firm):
        first, second = (
            recovery.digest("abcd-efgh-jkmn", recovery.new_salt()) for _ in range(2)
        )

    assert first != second


def test_the_keyed_hash_alone_is_nowhere(firm: Firm, laura: User) -> None:
    with scope.scope(firm):
        codes = actions.renew_codes(laura, at=timezone.now())
        key = crypto.derive(recovery.PURPOSE)
        kept = {bytes(each.digest) for each in RecoveryCode.objects.all()}

    plain = (code.replace("-", "").encode() for code in codes)
    assert len(kept) == len(codes)
    assert not kept & {hmac.digest(key, each, hashlib.sha256) for each in plain}


def test_new_codes_have_a_new_salt(firm: Firm, laura: User) -> None:
    salts = set()

    with scope.scope(firm):
        for _ in range(2):
            actions.renew_codes(laura, at=timezone.now())
            salts.add(bytes(RecoveryCodes.objects.get().salt or b""))

    assert len(salts) == 2


def test_codes_without_a_salt_open_nothing(firm: Firm, laura: User) -> None:
    with scope.scope(firm):
        code = actions.renew_codes(laura, at=timezone.now())[0]
        RecoveryCodes.objects.update(salt=None)

        assert proving.by_recovery_code(laura, code, at=timezone.now()) is None
