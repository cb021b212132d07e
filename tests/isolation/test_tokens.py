"""What proves something in one firm proves nothing in the other.

Each proof is tried at home first: one that works nowhere would prove nothing here. Then
preventions are taken out one at a time: it would be accepted.
"""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import Mock

import pytest
from django.core.cache import caches

from tenants import middleware
from tenants.crypto import owners
from tenants.domains.routing import Route
from tenants.storage import names
from tests import firms
from tests.isolation.proofs import PROOFS, Proof, links, sessions, values
from tests.permissions.house import House


@pytest.mark.parametrize("accepted", PROOFS)
def test_it_works_at_home(accepted: Proof, peeters: House) -> None:
    assert accepted(peeters, peeters)


@pytest.mark.parametrize("accepted", PROOFS)
def test_it_does_not_work_in_the_other_firm(
    accepted: Proof, peeters: House, devries: House
) -> None:
    for home, there in ((peeters, devries), (devries, peeters)):
        with firms.undone():
            assert not accepted(home, there)


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


def one_folder_and_key(patch: pytest.MonkeyPatch, peeters: House) -> None:
    """A file is kept apart twice: by its folder, and by its key."""
    one_folder(patch, peeters)
    one_key(patch, peeters)


@pytest.mark.parametrize(
    ("accepted", "take_out"),
    [
        (sessions.session, one_schema),
        (sessions.delegate_session, one_schema),
        (sessions.guest_session, one_schema),
        (sessions.password_grant, one_schema),
        (links.invitation, one_schema),
        (links.hand_over, one_schema),
        (links.new_password_link, one_schema),
        (links.mailed_link, one_schema),
        (links.email_undo, one_schema),
        (links.visit_pass, one_schema),
        (links.calendar_feed, one_schema),
        (values.signed_value, one_key),
        (values.password_token, one_key),
        (values.sealed_value, one_key),
        (values.cached_value, one_cache),
        (values.stored_file, one_folder_and_key),
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
