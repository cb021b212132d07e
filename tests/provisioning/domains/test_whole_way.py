"""From a wish at the desk to DNS, to the decision, and back to the desk."""

from __future__ import annotations

import contextvars
from datetime import timedelta

from django.utils import timezone

from portal.addresses import actions
from portal.addresses.models import Address
from provisioning.domains import wishes
from tenants.audit.models import Entry
from tenants.domains import claims
from tenants.domains.models import Claim
from tenants.domains.routing import hosts
from tenants.models import Firm
from tests.conftest import HostClient
from tests.nameserver import NameServer
from tests.provisioning.domains.conftest import Broker
from tests.provisioning.domains.wishing import (
    HOST,
    claim_of,
    in_public,
    owner,
    seen,
    set_right,
    wish,
    within,
)


def test_a_firm_gets_its_own_address(
    firm: Firm, broker: Broker, dns: NameServer
) -> None:
    address = wish(firm)
    broker.settle()
    assert seen(firm, address).state == "waiting"
    assert seen(firm, address).token == claim_of(address).token
    assert seen(firm, address).report["ownership"]["cause"] == "missing"

    set_right(dns, address)
    in_public(lambda: claims.check(claim_of(address), at=timezone.now()))
    broker.settle()

    live = seen(firm, address)
    assert (live.state, live.is_live) == ("verified", True)
    assert broker.sent == [("provisioning.certificates.warm", {"host": HOST})]
    hosts().forget()
    assert HostClient(HOST).get("/sign-in/").status_code == 200
    assert in_public(lambda: Firm.objects.get(pk=firm.pk).primary_host) == HOST


def test_every_decision_stands_in_the_firms_log(
    firm: Firm, broker: Broker, dns: NameServer
) -> None:
    address = wish(firm)
    broker.settle()
    set_right(dns, address)
    in_public(lambda: claims.check(claim_of(address), at=timezone.now()))
    broker.settle()

    def log() -> list[tuple[str, str]]:
        rows = Entry.objects.filter(action__startswith="address.").order_by("at")
        return [(row.action, row.target_name) for row in rows]

    assert within(firm, log) == [
        ("address.wanted", HOST),
        ("address.waiting", HOST),
        ("address.verified", HOST),
    ]


def test_wishes_may_arrive_twice(firm: Firm, broker: Broker, dns: NameServer) -> None:
    address = wish(firm)
    for _ in range(2):
        contextvars.Context().run(
            wishes.claim, firm.pk, address.pk, HOST,
            becomes_primary=True, language="en", at=timezone.now(),
        )  # fmt: skip
    for _ in range(2):
        contextvars.Context().run(
            wishes.release, firm.pk, address.pk, at=timezone.now()
        )
    broker.settle()

    assert seen(firm, address).state == "released"


def test_a_removal_takes_the_host_away(
    firm: Firm, broker: Broker, dns: NameServer
) -> None:
    address = wish(firm)
    broker.settle()
    set_right(dns, address)
    by = owner(firm)
    within(firm, lambda: actions.check(address, by=by, at=timezone.now()))
    broker.settle()

    found = seen(firm, address)
    within(firm, lambda: actions.remove(found, by=by, at=timezone.now()))
    broker.settle()

    assert seen(firm, address).state == "released"
    hosts().forget()
    assert HostClient(HOST).get("/").status_code == 404
    fresh = in_public(lambda: Firm.objects.get(pk=firm.pk))
    assert fresh.primary_host == "peeters.localhost"


def test_primary_goes_back_and_forth(
    firm: Firm, broker: Broker, dns: NameServer
) -> None:
    address = wish(firm, becomes_primary=False)
    broker.settle()
    set_right(dns, address)
    by = owner(firm)
    within(firm, lambda: actions.check(address, by=by, at=timezone.now()))
    broker.settle()

    def primary() -> str:
        return in_public(lambda: Firm.objects.get(pk=firm.pk).primary_host)

    assert primary() == "peeters.localhost"
    found = seen(firm, address)
    within(firm, lambda: actions.make_primary(found, by=by, at=timezone.now()))
    broker.settle()
    assert primary() == HOST
    within(firm, lambda: actions.use_platform_address(by=by, at=timezone.now()))
    broker.settle()
    assert primary() == "peeters.localhost"


def test_an_open_page_has_dns_asked_soon(
    firm: Firm, broker: Broker, dns: NameServer
) -> None:
    address = wish(firm)
    broker.settle()
    an_hour_ago = timezone.now() - timedelta(days=1)
    in_public(
        lambda: Claim.objects.filter(pk=address.pk).update(created_at=an_hour_ago)
    )

    within(firm, lambda: actions.watch(seen_now(address), at=timezone.now()))
    broker.settle()

    soon = claim_of(address).next_check_at
    assert soon is not None
    assert soon - timezone.now() < timedelta(seconds=11)


def seen_now(address: Address) -> Address:
    return Address.objects.get(pk=address.pk)
