"""Laura and Sofie, with the password of all tests, and their browsers."""

from __future__ import annotations

import pytest

from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.models import Firm
from tests.portal.access.conftest import person


@pytest.fixture
def sofie(firm: Firm) -> User:
    """A client."""
    with scope.scope(firm):
        return person(Role.CLIENT, name="Sofie", email="s@example.com", language="en")


@pytest.fixture
def laura(firm: Firm) -> User:
    """A lawyer."""
    with scope.scope(firm):
        return person(Role.LAWYER, name="Laura", email="l@example.com", language="en")
