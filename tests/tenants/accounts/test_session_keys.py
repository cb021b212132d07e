"""The key in the cookie: made by chance, and too long to be guessed."""

from __future__ import annotations

import math
import secrets

import pytest

from tenants import scope
from tenants.accounts.sessions import SessionStore
from tenants.models import Firm

ALPHABET = set("abcdefghijklmnopqrstuvwxyz0123456789")


def new_key() -> str:
    session = SessionStore()
    session.create()
    return str(session.session_key)


def test_a_key_has_165_bits(firm: Firm) -> None:
    with scope.scope(firm):
        keys = {new_key() for _ in range(50)}

    assert len(keys) == 50
    assert {len(key) for key in keys} == {32}
    assert set("".join(keys)) == ALPHABET
    assert math.log2(len(ALPHABET)) * 32 > 165


def test_keys_are_made_by_the_systems_generator(
    firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def draw(characters: str) -> str:
        drawn.append(characters)
        return "7"

    monkeypatch.setattr(secrets, "choice", draw)
    with scope.scope(firm):
        key = new_key()

    assert key == "7" * 32
    assert {frozenset(each) for each in drawn} == {frozenset(ALPHABET)}
