"""A name server, asked by everything that asks DNS."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tenants import scope
from tenants.domains import asking
from tests import nameserver
from tests.nameserver import NameServer

EDGE = "edge.tablinum.example"
EDGE_V4, EDGE_V6 = "203.0.113.7", "2001:db8::7"


@pytest.fixture
def dns(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[NameServer]:
    """The resolver of the settings. It knows where the edge is."""
    monkeypatch.setattr(asking, "QUERY_SECONDS", 0.2)
    with nameserver.running() as server:
        settings.DNS_RESOLVERS = (server.address,)
        settings.EDGE_HOST, settings.EDGE_ADDRESSES = EDGE, ()
        settings.CERTIFICATE_AUTHORITY = "letsencrypt.org"
        server.set(EDGE, "A", EDGE_V4)
        server.set(EDGE, "AAAA", EDGE_V6)
        yield server


@pytest.fixture
def public(db: None) -> Iterator[None]:
    """The test itself works in `public`."""
    with scope.public():
        yield
