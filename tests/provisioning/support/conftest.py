"""The cast at the firm, and three operators."""

from __future__ import annotations

import contextvars

import pytest

from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.models import Firm
from tests import cast as casting
from tests import visits
from tests.cast import Cast
from tests.portal.conftest import own_files

__all__ = ["own_files"]


@pytest.fixture
def cast(firm: Firm, own_files: None) -> Cast:
    """Everybody at Peeters & Partners."""

    def make() -> Cast:
        with scope.scope(firm):
            return casting.make(firm.slug)

    return contextvars.Context().run(make)


@pytest.fixture
def jan(firm: Firm) -> User:
    """An administrator."""
    return visits.operator("Jan Willems", Role.ADMIN)


@pytest.fixture
def lena(firm: Firm) -> User:
    """Another administrator."""
    return visits.operator("Lena Vos", Role.ADMIN)
