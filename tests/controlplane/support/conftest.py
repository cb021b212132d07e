"""Two administrators, and what one of them asks for."""

from __future__ import annotations

import contextvars

import pytest
from django.utils import timezone

from provisioning.support import actions
from provisioning.support.models import Recovery, Visit, VisitScope
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.models import Firm
from tests import cast as casting
from tests import operators
from tests.cast import Cast
from tests.portal.conftest import own_files

__all__ = ["own_files"]


@pytest.fixture
def jan(firm: Firm) -> User:
    """An administrator, who asks."""
    return operators.make(Role.ADMIN, name="Jan Willems", language="en")


@pytest.fixture
def lena(firm: Firm) -> User:
    """Another administrator."""
    return operators.make(Role.ADMIN, name="Lena Vos", language="en")


@pytest.fixture
def asked(firm: Firm, jan: User) -> Visit:
    """Jan asks to read the desk."""
    return actions.ask(
        firm, reach=VisitScope.READING, reason="x", by=jan, at=timezone.now()
    )


@pytest.fixture
def recovery(firm: Firm, jan: User) -> Recovery:
    """Jan asks for a new owner."""
    return actions.ask_recovery(
        firm,
        owner_name="Nora New",
        owner_email="nora@example.be",
        reason="The owner died",
        by=jan,
        at=timezone.now(),
    )


@pytest.fixture
def cast(firm: Firm, own_files: None) -> Cast:
    """Everybody at the firm."""

    def make() -> Cast:
        with scope.scope(firm):
            return casting.make(firm.slug)

    return contextvars.Context().run(make)
