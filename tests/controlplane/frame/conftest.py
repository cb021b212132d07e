"""Jan runs the platform; his second factor is an app."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.factors.models import Authenticator
from tests.factories import UserFactory
from tests.factors import app_of
from tests.portal.access.conftest import hashed


@pytest.fixture
def control(db: None) -> Iterator[None]:
    """The test itself looks into the control plane's tables."""
    with scope.public():
        yield


@pytest.fixture
def jan(control: None) -> User:
    """An administrator with a password, and no second factor yet."""
    return UserFactory(
        role=Role.ADMIN,
        name="Jan Willems",
        email="jan@tablinum.example",
        password=hashed(),
    )


@pytest.fixture
def phone(jan: User) -> Authenticator:
    """Jan's authenticator."""
    return app_of(jan)


def credentials(user: User, password: str) -> dict[str, str]:
    """The first step of the form."""
    return {
        "sign_in-current_step": "auth",
        "auth-username": user.email,
        "auth-password": password,
    }


def token_form(token: str) -> dict[str, str]:
    """The second step of the form."""
    return {"sign_in-current_step": "token", "token-otp_token": token}
