"""Operators for tests: people of `public`, with an authenticator."""

from __future__ import annotations

import time

from django.conf import settings
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY

from portal.access import proof
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tests.factories import UserFactory
from tests.factors import app_of
from tests.portal.access.conftest import hashed


def make(role: Role = Role.ADMIN, **fields: object) -> User:
    """An operator with the password of all tests and a second factor, in `public`."""
    user: User = UserFactory(role=role, **{"password": hashed(), **fields})
    app_of(user)
    return user


def sign_in(client: Client, role: Role, user: User | None = None) -> None:
    """Sign an operator in past both steps; made here unless given."""
    with scope.public():
        found = user or make(role)
        client.force_login(found, backend=settings.AUTHENTICATION_BACKENDS[0])
        device = app_of(found)
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session[proof.KEY] = session[proof.PASSWORD_KEY] = time.time()
        session.save()
