"""An owner, an operator, and a visit that is in force."""

from __future__ import annotations

import pytest

from provisioning.support.models import Visit
from tenants.accounts.models import User
from tenants.models import Firm
from tests import visits
from tests.cast import Cast


@pytest.fixture
def jan(db: None) -> User:
    """An operator of the support."""
    return visits.operator()


@pytest.fixture
def asked(firm: Firm, cast: Cast, jan: User) -> Visit:
    """Jan asked to read the desk."""
    return visits.ask(firm, jan)


@pytest.fixture
def granted(asked: Visit, cast: Cast) -> Visit:
    """Olivia allowed it, for an hour."""
    visits.grant(asked, cast.olivia)
    return asked
