"""A name is given back: nobody gets in there, and then nothing of it is left."""

from __future__ import annotations

import ssl

import pytest
from django.db import transaction

from provisioning.certificates import edge as stored
from provisioning.certificates import removal
from tenants import scope
from tenants.domains import routing
from tenants.domains.models import Certificate
from tenants.models import Domain
from tests.edge.running import RunningEdge
from tests.journeys.running import wait_for


def test_a_removed_name_is_not_found_at_once_and_then_forgotten(
    edge: RunningEdge, served_host: str
) -> None:
    assert edge.visitor.visit(served_host, "/sign-in/").status == 200

    with scope.public(), transaction.atomic():
        Domain.objects.filter(domain=served_host).delete()
        routing.announce()
    wait_for(lambda: edge.visitor.visit(served_host).status == 404, seconds=2)
    assert stored.stored(served_host)
    removal.forget(served_host)

    assert stored.stored(served_host) == []
    with pytest.raises(ssl.SSLError, match="ALERT"):
        edge.visitor.visit(served_host)
    with scope.public():
        assert not Certificate.objects.filter(host=served_host).exists()
    assert edge.authority.orders(served_host) == 1


def test_forgetting_one_name_leaves_the_others(
    edge: RunningEdge, served_host: str, new_host: object
) -> None:
    first = edge.visitor.serial(served_host)

    removal.forget("portal.somebody-else.example")

    assert edge.visitor.serial(served_host) == first
