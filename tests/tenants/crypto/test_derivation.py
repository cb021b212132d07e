from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, hmac

from tenants import crypto
from tenants.crypto import keystore
from tenants.models import Firm
from tenants.scope import NoScope, ScopeError, as_owner, public, scope


def test_a_key_is_the_same_each_time_and_differs_by_purpose(peeters: Firm) -> None:
    with scope(peeters):
        assert crypto.derive("session") == crypto.derive("session")
        assert crypto.derive("session") != crypto.derive("mail")
        assert len(crypto.derive("session", 64)) == 64


@pytest.mark.usefixtures("platform_key")
def test_two_firms_and_the_platform_share_no_key(peeters: Firm, janssens: Firm) -> None:
    with scope(peeters):
        one = crypto.derive("session")
    with scope(janssens):
        other = crypto.derive("session")
    with public():
        ours = crypto.derive("session")

    assert len({one, other, ours}) == 3


def test_the_derivation_is_the_one_of_rfc_5869(peeters: Firm) -> None:

    def mac(key: bytes, text: bytes) -> bytes:
        made = hmac.HMAC(key, hashes.SHA256())
        made.update(text)
        return made.finalize()

    extracted = mac(bytes(32), keystore.load(peeters.pk).secret)

    with scope(peeters):
        assert crypto.derive("session") == mac(extracted, b"session\x01")


def test_a_firm_without_a_key_gets_none(keyless: Firm) -> None:
    with scope(keyless), pytest.raises(crypto.KeyMissing, match=str(keyless.pk)):
        crypto.derive("session")


def test_a_destroyed_key_derives_nothing_more(peeters: Firm) -> None:
    with scope(peeters):
        crypto.derive("session")
        keystore.destroy(peeters.pk)

        with pytest.raises(crypto.KeyMissing):
            crypto.derive("session")


def test_without_a_scope_there_is_no_key(key_store: Path) -> None:
    with pytest.raises(NoScope):
        crypto.derive("session")


@pytest.mark.usefixtures("platform_key")
def test_who_changes_tables_has_no_key() -> None:
    with as_owner(), pytest.raises(ScopeError):
        crypto.derive("session")


def test_a_key_needs_a_purpose(peeters: Firm) -> None:
    with scope(peeters), pytest.raises(ValueError, match="purpose"):
        crypto.derive("")
