"""What the platform decides is told to the firm, once, and again when it is lost."""

from __future__ import annotations

import contextvars
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.addresses.models import Address
from provisioning.domains import tasks, telling
from tenants.domains import claims
from tenants.domains.models import Certificate
from tenants.models import Firm, FirmState
from tests.nameserver import NameServer
from tests.provisioning.domains.conftest import Broker
from tests.provisioning.domains.wishing import (
    HOST,
    claim_of,
    in_public,
    seen,
    set_right,
    wish,
    within,
)


def test_what_is_due_is_taken_once(firm: Firm, broker: Broker) -> None:
    address = wish(firm)
    broker.settle()
    later = timezone.now() + timedelta(days=1)

    take = contextvars.Context().run

    assert take(lambda: telling.take_due(at=later)) == [address.pk]
    assert take(lambda: telling.take_due(at=later)) == []
    lost = later + telling.TAKEN_FOR
    assert take(lambda: telling.take_due(at=lost)) == [address.pk]


def test_a_new_certificate_is_told(firm: Firm, broker: Broker, dns: NameServer) -> None:
    address = wish(firm)
    broker.settle()
    set_right(dns, address)
    in_public(lambda: claims.check(claim_of(address), at=timezone.now()))
    broker.settle()
    assert contextvars.Context().run(telling.untold) == []
    until = timezone.now() + timedelta(days=60)
    in_public(
        lambda: Certificate.objects.create(
            firm=firm, host=HOST, registered_domain="example.be", state="active",
            issuer="Pebble", not_after=until, probed_at=timezone.now(),
        )
    )  # fmt: skip

    contextvars.Context().run(tasks.sweep)
    broker.settle()

    told = seen(firm, address)
    assert (told.certificate_state, told.certificate_issuer) == ("active", "Pebble")
    assert told.certificate_until == until
    assert contextvars.Context().run(telling.untold) == []


def test_an_operators_claim_appears_at_the_desk(
    firm: Firm, broker: Broker, dns: NameServer
) -> None:
    made = in_public(lambda: claims.claim(firm, HOST, by=None, at=timezone.now()))
    broker.settle()

    assert within(firm, lambda: Address.objects.get(pk=made.pk).host) == HOST


def test_rows_of_yesterday_are_told_again(
    firm: Firm, broker: Broker, dns: NameServer
) -> None:
    address = wish(firm)
    broker.settle()
    within(firm, lambda: Address.objects.update(state="verified", is_live=True))

    in_public(lambda: claims.tell_again(firm))
    broker.settle()

    told_again = seen(firm, address)
    assert (told_again.state, told_again.is_live) == ("waiting", False)


@pytest.mark.parametrize("state", [FirmState.ERASED, FirmState.REQUESTED])
def test_a_firm_without_tables_is_not_told(firm: Firm, state: FirmState) -> None:
    made = in_public(lambda: claims.claim(firm, HOST, by=None, at=timezone.now()))
    in_public(lambda: Firm.objects.filter(pk=firm.pk).update(state=state))

    contextvars.Context().run(lambda: telling.tell(made.pk, at=timezone.now()))

    assert not within(firm, Address.objects.exists)
