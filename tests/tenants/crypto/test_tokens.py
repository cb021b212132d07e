from __future__ import annotations

import re

from tenants import crypto
from tenants.models import Firm
from tenants.scope import scope


def test_a_repeated_mail_carries_the_same_link(peeters: Firm) -> None:
    with scope(peeters):
        assert crypto.token("invitation", "1") == crypto.token("invitation", "1")


def test_a_token_is_of_one_firm_one_purpose_and_one_thing(
    peeters: Firm, janssens: Firm
) -> None:
    with scope(peeters):
        tokens = {
            crypto.token("invitation", "1"),
            crypto.token("invitation", "2"),
            crypto.token("confirmation", "1"),
        }
    with scope(janssens):
        tokens.add(crypto.token("invitation", "1"))

    assert len(tokens) == 4


def test_a_token_has_256_bits_and_fits_in_a_url(peeters: Firm) -> None:
    with scope(peeters):
        assert re.fullmatch(r"[A-Za-z0-9_-]{43}", crypto.token("invitation", "1"))


def test_the_digest_recognises_its_token_only(peeters: Firm) -> None:
    with scope(peeters):
        kept = crypto.digest(crypto.token("invitation", "1"))

        assert crypto.matches(crypto.token("invitation", "1"), kept)
        assert not crypto.matches(crypto.token("invitation", "2"), kept)
        assert not crypto.matches("\ud800", kept)
    assert len(kept) == 32
