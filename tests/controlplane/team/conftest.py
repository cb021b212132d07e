"""Jan and Lena are administrators, Sam is support. All have a second factor."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.factors.models import Authenticator
from tests import operators
from tests.conftest import HostClient
from tests.portal.access.conftest import hashed


@pytest.fixture
def control(db: None) -> Iterator[None]:
    """The test itself looks into the control plane's tables."""
    with scope.public():
        yield


def _operator(name: str, role: Role) -> User:
    email = f"{name.lower()}@tablinum.example"
    return operators.make(role, name=name, email=email, password=hashed())


@pytest.fixture
def jan(control: None) -> User:
    """An administrator."""
    return _operator("Jan", Role.ADMIN)


@pytest.fixture
def lena(control: None) -> User:
    """Another administrator."""
    return _operator("Lena", Role.ADMIN)


@pytest.fixture
def sam(control: None) -> User:
    """Support."""
    return _operator("Sam", Role.SUPPORT)


@pytest.fixture
def as_jan(as_operator: Callable[..., HostClient], jan: User) -> HostClient:
    """Jan's browser."""
    return as_operator(user=jan)


def factors_of(user: User) -> int:
    """How many authenticators this operator has."""
    return Authenticator.objects.filter(user=user).count()
