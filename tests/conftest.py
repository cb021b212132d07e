"""What every test may ask for: two firms, their people, clients on their hosts."""

from __future__ import annotations

import contextvars
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.signals import setting_changed
from django.db import connection, transaction
from django.dispatch import receiver
from django.test import Client
from django.test.client import ClientHandler

from portal.access import proof
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.domains.routing import hosts
from tenants.models import Firm
from tests import firms, operators, stack

if TYPE_CHECKING:  # they read this file
    from tests.isolation.rounds import Rounds

# Real Argon2id, but cheap: at full cost, hashing would take most of the suite's time.
Argon2PasswordHasher.time_cost = 1
Argon2PasswordHasher.memory_cost = 64
Argon2PasswordHasher.parallelism = 1


JOURNEY = 1000.0  # seconds: before all others
ROUND = 300.0  # some thousand requests, on a busy machine


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests begin first, so that none of them is waited for alone at the end. How
    long a test is, its timeout says. Tests that share the running platform, or a round,
    are neighbours: no two workers should start the one or walk the other."""
    for item in items:
        if "rounds" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.timeout(ROUND))
    items.sort(key=lambda item: (-_patience(item), *_round(item)))


def _round(item: pytest.Item) -> tuple[bool, str]:
    """Whether it needs none, and else whose. The others stay with their file, which
    may have made something for all of them."""
    if "rounds" not in getattr(item, "fixturenames", ()):
        return True, ""
    asked = getattr(item, "callspec", None)
    return False, str(asked.params.get("who", "")) if asked else ""


def _patience(item: pytest.Item) -> float:
    marker = item.get_closest_marker("timeout")
    patience = float(marker.args[0]) if marker else 0.0
    is_journey = "platform" in getattr(item, "fixturenames", ())
    return patience + JOURNEY if is_journey else patience


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The databases are there already; see tests/stack.py."""


@pytest.fixture
def _django_db_helper(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[None]:
    """An empty Valkey, and a transaction that is rolled back, or a fresh database after
    real commits.

    pytest-django's own helper opens a cursor outside of any scope, which our backend
    refuses.
    """
    marker = request.node.get_closest_marker("django_db")
    commits = bool(marker and marker.kwargs.get("transaction"))
    commits = commits or "transactional_db" in request.fixturenames
    stack.empty_valkey()
    hosts().forget()
    with django_db_blocker.unblock():
        yield from _committed() if commits else _rolled_back()


def _rolled_back() -> Iterator[None]:
    if connection.in_atomic_block:  # of a file's fixture
        with firms.undone():
            yield
        connection.run_on_commit.clear()
        return
    atomic = transaction.atomic()
    atomic._from_testcase = True  # type: ignore[attr-defined]
    with atomic:
        yield
        transaction.set_rollback(True)
    connection.run_on_commit.clear()


def _committed() -> Iterator[None]:
    yield
    connection.close()
    stack.renew_database()
    hosts().forget()


@pytest.fixture(scope="session")
def rounds() -> Rounds:
    """Each person's round through all addresses; see tests/isolation/rounds.py. A test
    that asks for one needs the fixture `db` too."""
    from tests.isolation.rounds import Rounds  # noqa: PLC0415  (it reads this file)

    return Rounds()


@pytest.fixture
def firm(db: None) -> Firm:
    """Peeters & Partners."""
    return _firm(firms.PEETERS)


@pytest.fixture
def other_firm(db: None) -> Firm:
    """De Vries Advocaten: another firm, with equal primary keys inside."""
    return _firm(firms.DEVRIES)


def _firm(key: UUID) -> Firm:
    with scope.public():
        return Firm.objects.get(pk=key)


class SharedHandler(ClientHandler):
    """Makes the middleware once for all browsers: it reads every static file."""

    made: ClassVar[ClientHandler | None] = None

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: FBT001, FBT002
        """Take over what another handler made under the same settings."""
        if SharedHandler.made is None:
            SharedHandler.made = ClientHandler()
            SharedHandler.made.load_middleware()
        self._middleware_chain = SharedHandler.made._middleware_chain


@receiver(setting_changed)
def _make_middleware_anew(**changed: Any) -> None:
    SharedHandler.made = None


class HostClient(Client):
    """A browser on one host. Requests run in a context of their own, as in a server:
    the scope that a test holds does not reach them."""

    def __init__(
        self, host: str, *, enforce_csrf_checks: bool = False, **defaults: Any
    ) -> None:
        super().__init__(HTTP_HOST=host, **defaults)
        self.handler = SharedHandler(enforce_csrf_checks)

    def request(self, **request: Any) -> Any:
        """Send the request outside of the test's scope."""
        return contextvars.Context().run(super().request, **request)


@pytest.fixture
def on_firm(firm: Firm) -> HostClient:
    """A browser on the firm's host, not signed in."""
    return HostClient(firm.primary_host)


@pytest.fixture
def on_other_firm(other_firm: Firm) -> HostClient:
    """A browser on the other firm's host, not signed in."""
    return HostClient(other_firm.primary_host)


@pytest.fixture
def on_platform(db: None) -> HostClient:
    """A browser on the platform's host."""
    return HostClient(settings.PLATFORM_HOST)


@pytest.fixture
def as_user(firm: Firm) -> Callable[..., HostClient]:
    """Sign somebody in: `as_user(laura)`, or `as_user(laura, at=other_firm)`."""

    def sign_in(user: User, *, at: Firm = firm) -> HostClient:
        client = HostClient(at.primary_host)
        contextvars.Context().run(_sign_in, client, user, at)
        return client

    return sign_in


@pytest.fixture
def as_operator(db: None) -> Callable[..., HostClient]:
    """An operator on the platform's host, who has proved his second factor:
    `as_operator()`, `as_operator(Role.AUDITOR)`, or `as_operator(user=jan)`."""

    def sign_in(role: Role = Role.ADMIN, *, user: User | None = None) -> HostClient:
        client = HostClient(settings.PLATFORM_HOST)
        contextvars.Context().run(operators.sign_in, client, role, user)
        return client

    return sign_in


def _sign_in(client: HostClient, user: User, at: Firm) -> None:
    with scope.scope(at):
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        session = client.session
        session[proof.KEY] = session[proof.PASSWORD_KEY] = time.time()
        session.save()
