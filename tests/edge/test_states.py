"""The platform learns by a handshake what the edge serves."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from infra.embedded.ports import LOOPBACK, free_port
from provisioning.certificates import looking
from tenants import scope
from tenants.domains.models import Certificate, CertificateState
from tests.edge.running import RunningEdge


def row(host: str) -> Certificate:
    with scope.public():
        return Certificate.objects.get(host=host)


def warm(host: str, *, is_first_try: bool = False) -> bool:
    return looking.warm(host, at=timezone.now(), is_first_try=is_first_try)


def test_warming_has_the_edge_order(edge: RunningEdge, served_host: str) -> None:
    assert warm(served_host, is_first_try=True)

    found = row(served_host)
    assert found.state == CertificateState.ACTIVE
    assert found.issuer.startswith("Pebble")
    assert found.serial == edge.visitor.serial(served_host).lstrip("0")
    assert found.not_after
    assert found.not_after > timezone.now() + timedelta(days=60)
    assert edge.authority.orders(served_host) == 1


def test_a_name_that_leads_nowhere_fails_and_costs_one_order(
    edge: RunningEdge, lost_host: str
) -> None:
    host = lost_host

    assert warm(host, is_first_try=True)
    first, orders = row(host), edge.authority.orders(host)
    warm(host)

    assert first.state == row(host).state == CertificateState.FAILING
    assert first.reason == "The certificate authority refused the order."
    assert first.failures == row(host).failures == 1
    assert first.retry_at and first.retry_at > timezone.now()  # noqa: PT018
    assert first.ordered_at is not None  # `ask` allowed one, and no second
    assert row(host).ordered_at == first.ordered_at
    assert edge.authority.orders(host) == orders


def test_a_failing_host_is_not_ordered_again_until_it_cooled_down(
    edge: RunningEdge, served_host: str
) -> None:
    at = timezone.now() + timedelta(hours=1)
    with scope.public():
        Certificate.objects.create(
            host=served_host, registered_domain=served_host, retry_at=at,
            state=CertificateState.FAILING, failures=1,
        )  # fmt: skip

    warm(served_host)
    assert edge.authority.orders(served_host) == 0
    assert row(served_host).failures == 1
    with scope.public():
        Certificate.objects.filter(host=served_host).update(retry_at=timezone.now())
    warm(served_host)

    assert row(served_host).state == CertificateState.ACTIVE
    assert row(served_host).failures == 0
    assert edge.authority.orders(served_host) == 1


def test_the_sweep_finds_hosts_that_nobody_warmed(
    edge: RunningEdge, served_host: str
) -> None:
    looking.look_at_due(at=timezone.now())

    assert row(served_host).state == CertificateState.ACTIVE


def test_an_edge_out_of_reach_says_nothing_of_a_certificate(
    edge: RunningEdge, served_host: str, settings: object
) -> None:
    warm(served_host)
    settings.EDGE_PROBE = f"{LOOPBACK}:{free_port()}"  # type: ignore[attr-defined]

    warm(served_host)

    assert row(served_host).state == CertificateState.ACTIVE
    assert "cannot be reached" in row(served_host).reason


def test_a_certificate_that_browsers_do_not_trust_fails(
    edge: RunningEdge, served_host: str, settings: object
) -> None:
    settings.EDGE_CA_FILE = ""  # type: ignore[attr-defined]

    warm(served_host)

    assert row(served_host).state == CertificateState.FAILING
    assert "do not trust" in row(served_host).reason
    assert row(served_host).retry_at is None
