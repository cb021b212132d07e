"""The cast in both firms, and a scope to look into one of them."""

from __future__ import annotations

import contextvars
from collections.abc import Iterator

import pytest

from tenants import scope
from tenants.models import Firm
from tests import cast as casting
from tests.cast import Cast


@pytest.fixture
def cast(firm: Firm) -> Cast:
    """Everybody at Peeters & Partners."""
    return contextvars.Context().run(_make, firm)


@pytest.fixture
def other_cast(other_firm: Firm) -> Cast:
    """The same people, with the same keys, at De Vries Advocaten."""
    return contextvars.Context().run(_make, other_firm)


@pytest.fixture
def inside(firm: Firm) -> Iterator[Firm]:
    """The test itself works in the scope of the firm."""
    with scope.scope(firm):
        yield firm


def _make(firm: Firm) -> Cast:
    with scope.scope(firm):
        return casting.make(firm.slug)
