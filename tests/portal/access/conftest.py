"""The people who get in, or do not."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest
from django.contrib.auth.hashers import make_password

from portal.access import actions
from portal.access.models import Invitation
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.models import Firm

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PASSWORD = "four words nobody guesses"


@cache
def hashed() -> str:
    """PASSWORD, hashed once for all tests: Argon2id is slow on purpose."""
    return make_password(PASSWORD)


def person(role: Role, **fields: object) -> User:
    """Somebody with a password, in the firm in force."""
    name = str(fields.pop("name", role.label))
    email = fields.pop("email", f"{role}@example.com")
    user = User(email=email, name=name, role=role, **fields)
    user.password = hashed()
    user.save()
    return user


@pytest.fixture
def olivia(inside: Firm) -> User:
    """The owner of the firm."""
    return person(Role.OWNER, name="Olivia", email="olivia@example.com")


@pytest.fixture
def laura(inside: Firm) -> User:
    """A lawyer of the firm."""
    return person(Role.LAWYER, name="Laura", email="laura@example.com", language="en")


@pytest.fixture
def sofie(inside: Firm) -> User:
    """A client of the firm."""
    return person(Role.CLIENT, name="Sofie", email="sofie@example.com", language="en")


@pytest.fixture
def invited(olivia: User) -> Invitation:
    """Tom's invitation: he is to be a client, and has no password."""
    return invite_tom(by=olivia, at=datetime.now(UTC))


def invite_tom(*, by: User | None, at: datetime = NOW, **changes: str) -> Invitation:
    """Invite Tom, who speaks French."""
    fields = {"email": "tom@example.com", "name": "Tom", "language": "fr", **changes}
    return actions.invite(role=Role.CLIENT, by=by, at=at, **fields)
