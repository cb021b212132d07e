from __future__ import annotations

import base64

import pytest

from tenants.crypto import KeyRingError, keyring

ONE = base64.b64encode(b"1" * 32).decode()
TWO = base64.b64encode(b"2" * 32).decode()


def test_the_first_key_is_current() -> None:
    ring = keyring.parse(f"k2:{TWO}, k1:{ONE}")

    assert keyring.current(ring) == ("k2", b"2" * 32)
    assert keyring.secret_of(ring, "k1") == b"1" * 32
    assert keyring.secret_of(ring, "k0") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Master key 1 must read id:base64"),
        (ONE, "Master key 1 must read id:base64"),
        (f"k1:{ONE},", "Master key 2 must read id:base64"),
        (f"K 1:{ONE}", "Master key 1 must read id:base64"),
        ("k1:not base64!", "k1 is not base64"),
        ("k1:" + base64.b64encode(b"short").decode(), "k1 has 5 bytes instead of 32"),
        (f"k1:{ONE},k1:{TWO}", "the same identifier"),
        (f"k1:{ONE},k2:{ONE}", "the same under different identifiers"),
    ],
)
def test_a_malformed_ring_is_refused_with_a_reason(text: str, message: str) -> None:
    with pytest.raises(KeyRingError, match=message):
        keyring.parse(text)


def test_a_refusal_does_not_repeat_the_key() -> None:
    with pytest.raises(KeyRingError) as refusal:
        keyring.parse(f"k1:{ONE}x")

    assert ONE not in str(refusal.value)


def test_an_empty_ring_has_no_current_key() -> None:
    with pytest.raises(KeyRingError, match="no master key"):
        keyring.current(())
