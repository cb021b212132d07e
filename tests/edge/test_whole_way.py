"""Claim, DNS, order, portal over HTTPS, and back."""

from __future__ import annotations

import ssl
from uuid import UUID

import pytest
from django.utils import timezone

from infra.embedded.ports import LOOPBACK
from portal.addresses.models import Address
from provisioning.certificates import looking, removal
from provisioning.domains import telling
from tenants import scope
from tenants.domains import claims, suffixes
from tenants.domains.models import Claim, ClaimState
from tenants.models import Firm
from tests.edge.conftest import NewHost
from tests.edge.running import RunningEdge
from tests.journeys.running import wait_for

ELSEWHERE = "192.0.2.7"


def claimed(firm: Firm, host: str) -> UUID:
    with scope.public():
        return claims.claim(firm, host, by=None, at=timezone.now()).pk


def prove(edge: RunningEdge, key: UUID, host: str, address: str) -> ClaimState:
    """Publish what was asked for, with this address, and have DNS asked."""
    with scope.public():
        token = Claim.objects.get(pk=key).token
    edge.dns.text(suffixes.challenge_name(host), token)
    edge.dns.point(host, address)
    telling.check(key, at=timezone.now())
    with scope.public():
        return ClaimState(Claim.objects.get(pk=key).state)


def test_from_the_claim_to_the_portal_and_back(
    edge: RunningEdge, firm: Firm, new_host: NewHost
) -> None:
    host = new_host()
    key = claimed(firm, host)

    assert prove(edge, key, host, LOOPBACK) == ClaimState.VERIFIED
    looking.warm(host, at=timezone.now(), is_first_try=True)
    telling.tell(key, at=timezone.now())
    with scope.scope(firm):
        address = Address.objects.get(host=host)
    wait_for(lambda: edge.visitor.visit(host, "/sign-in/").status == 200, seconds=2)
    page = edge.visitor.visit(host, "/sign-in/")

    assert page.status == 200
    assert "Peeters" in page.text
    assert edge.authority.orders(host) == 1
    assert address.certificate_state == "active"
    assert address.certificate_issuer.startswith("Pebble")

    with scope.public():
        claims.release(Claim.objects.get(pk=key), by=None, at=timezone.now())
    wait_for(lambda: edge.visitor.visit(host).status == 404, seconds=2)
    removal.forget(host)
    with pytest.raises(ssl.SSLError, match="ALERT"):
        edge.visitor.visit(host)


def test_dns_that_points_elsewhere_costs_no_order(
    edge: RunningEdge, firm: Firm, new_host: NewHost
) -> None:
    host = new_host()
    key = claimed(firm, host)

    assert prove(edge, key, host, ELSEWHERE) != ClaimState.VERIFIED
    looking.warm(host, at=timezone.now(), is_first_try=True)
    with pytest.raises(ssl.SSLError, match="ALERT"):
        edge.visitor.visit(host)

    assert edge.authority.orders(host) == 0
