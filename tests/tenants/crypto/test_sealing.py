from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenants import crypto
from tenants.crypto import keystore
from tenants.models import Firm
from tenants.scope import public, scope

TEXT = b"Vertrouwelijk: zaak 2026/114"


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200), aad=st.binary(max_size=50))
def test_what_was_sealed_opens(peeters: Firm, data: bytes, aad: bytes) -> None:
    with scope(peeters):
        sealed = crypto.encrypt("message", data, aad=aad)

        assert crypto.decrypt("message", sealed, aad=aad) == data


def test_the_same_text_is_never_sealed_the_same(peeters: Firm) -> None:
    with scope(peeters):
        one = crypto.encrypt("message", TEXT, aad=b"row 1")
        other = crypto.encrypt("message", TEXT, aad=b"row 1")

    assert one != other
    assert TEXT not in one


@pytest.mark.usefixtures("platform_key")
def test_neither_another_firm_nor_the_platform_opens_it(
    peeters: Firm, janssens: Firm
) -> None:
    with scope(peeters):
        sealed = crypto.encrypt("message", TEXT, aad=b"row 1")

    with scope(janssens), pytest.raises(crypto.DecryptionError):
        crypto.decrypt("message", sealed, aad=b"row 1")
    with public(), pytest.raises(crypto.DecryptionError):
        crypto.decrypt("message", sealed, aad=b"row 1")


def test_even_with_the_same_key_the_owner_counts(
    peeters: Firm, janssens: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tenants.crypto.sealing.derive", lambda purpose: bytes(32))
    with scope(peeters):
        sealed = crypto.encrypt("message", TEXT, aad=b"row 1")

    with scope(janssens), pytest.raises(crypto.DecryptionError):
        crypto.decrypt("message", sealed, aad=b"row 1")


@pytest.mark.parametrize(
    ("purpose", "aad"), [("message", b"row 2"), ("invoice", b"row 1"), ("message", b"")]
)
def test_moved_to_another_place_it_does_not_open(
    peeters: Firm, purpose: str, aad: bytes
) -> None:
    with scope(peeters):
        sealed = crypto.encrypt("message", TEXT, aad=b"row 1")

        with pytest.raises(crypto.DecryptionError):
            crypto.decrypt(purpose, sealed, aad=aad)


def test_no_changed_bit_goes_unnoticed(peeters: Firm) -> None:
    with scope(peeters):
        sealed = crypto.encrypt("message", b"x", aad=b"")

        for place in range(len(sealed)):
            changed = bytearray(sealed)
            changed[place] ^= 1
            with pytest.raises(crypto.DecryptionError):
                crypto.decrypt("message", bytes(changed), aad=b"")


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" * 28, b"\x02" * 60])
def test_what_was_never_sealed_is_refused(peeters: Firm, sealed: bytes) -> None:
    with scope(peeters), pytest.raises(crypto.DecryptionError):
        crypto.decrypt("message", sealed, aad=b"")


def test_after_erasure_nothing_opens(peeters: Firm) -> None:
    with scope(peeters):
        sealed = crypto.encrypt("message", TEXT, aad=b"row 1")
        keystore.destroy(peeters.pk)
        keystore.create(peeters.pk)

        with pytest.raises(crypto.DecryptionError):
            crypto.decrypt("message", sealed, aad=b"row 1")
