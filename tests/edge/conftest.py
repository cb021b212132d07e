"""One edge for all tests of a process, and the platform's rows that it works with."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from django.db import connection

from infra.embedded.ports import LOOPBACK
from provisioning.certificates import probe
from tenants import scope
from tenants.domains import routing, standing
from tenants.models import Domain, Firm
from tests import firms, stack
from tests.edge import authority
from tests.edge.running import RunningEdge

NewHost = Callable[..., str]


@pytest.fixture(scope="session")
def running() -> Iterator[RunningEdge]:
    """Started with the first test, for all of them."""
    authority.require()
    found = RunningEdge()
    try:
        found.start()
        yield found
    finally:
        found.stop()


@pytest.fixture
def edge(
    running: RunningEdge,
    django_db_blocker: Any,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[RunningEdge]:
    """The running edge, and this process's Django on its database and its DNS."""
    settings.EDGE_PROBE = f"{LOOPBACK}:{running.edge.https}"
    settings.EDGE_CA_FILE = str(running.authority.issuing_root)
    settings.EDGE_STORAGE = str(running.edge.storage)
    settings.EDGE_ADMIN = [f"{LOOPBACK}:{running.edge.admin}"]
    settings.EDGE_LOG = str(running.edge.folder / "tls.json")
    settings.EDGE_ADDRESSES = [LOOPBACK]
    settings.DNS_RESOLVERS = [(LOOPBACK, running.dns.port)]
    settings.HTTPS = True
    monkeypatch.setattr(probe, "PATIENCE", 2.0)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = running.database
        routing.hosts().forget()
        yield running
        connection.close()
        connection.settings_dict["NAME"] = stack.database()
        routing.hosts().forget()


@pytest.fixture
def firm(edge: RunningEdge) -> Firm:
    """Peeters & Partners, in the edge's database."""
    with scope.public():
        return Firm.objects.get(pk=firms.PEETERS)


@pytest.fixture
def new_host() -> NewHost:
    """A name that no test had before, each of its own registered domain."""
    return lambda: f"portal.{secrets.token_hex(6)}.example"


@pytest.fixture
def served_host(edge: RunningEdge, firm: Firm, new_host: NewHost) -> Iterator[str]:
    """A host of the firm's own that is verified, leads to the edge, and is primary."""
    host = new_host()
    edge.dns.point(host, LOOPBACK)
    with scope.public():
        Domain.objects.create(domain=host, tenant=firm, is_primary=False)
        standing.make_primary(firm, host)
    yield host
    with scope.public():
        standing.make_primary(firm, standing.platform_host(firm))
        Domain.objects.filter(domain=host).delete()


@pytest.fixture
def lost_host(edge: RunningEdge, firm: Firm, new_host: NewHost) -> Iterator[str]:
    """A host that was verified once; its DNS leads nowhere now."""
    host = new_host()
    with scope.public():
        Domain.objects.create(domain=host, tenant=firm, is_primary=False)
        routing.announce()
    yield host
    with scope.public():
        Domain.objects.filter(domain=host).delete()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what the processes said when a test failed."""
    report = yield
    found = getattr(item, "funcargs", {}).get("running")
    if report.failed and isinstance(found, RunningEdge):
        report.sections += found.last_words()
    return report
