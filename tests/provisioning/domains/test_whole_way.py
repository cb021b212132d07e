"""From a wish at the desk to DNS, to the decision, and back to the desk."""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pytest
from django.utils import timezone

from portal.addresses import actions, hearing
from portal.addresses.models import Address
from provisioning.domains import tasks, telling, wishes
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.domains import claims
from tenants.domains.models import Certificate, Claim
from tenants.domains.routing import hosts
from tenants.models import Domain, Firm, FirmState
from tests.conftest import HostClient
from tests.factories import UserFactory
from tests.nameserver import NameServer
from tests.provisioning.domains.conftest import Broker
from tests.tenants.domains.conftest import EDGE

HOST = "portal.example.be"
Result = TypeVar("Result")


def within(firm: Firm, work: Callable[[], Result]) -> Result:
    """Do it in the firm's scope; whoever asks is in none."""

    def run() -> Result:
        with scope.scope(firm):
            return work()

    return contextvars.Context().run(run)


def in_public(work: Callable[[], Result]) -> Result:
    def run() -> Result:
        with scope.public():
            return work()

    return contextvars.Context().run(run)


def owner(firm: Firm) -> User:
    return within(firm, lambda: UserFactory(role=Role.OWNER))


def wish(firm: Firm, host: str = HOST, **options: Any) -> Address:
    by = owner(firm)
    wanted = {"becomes_primary": True, **options}
    return within(firm, lambda: actions.add(host, by=by, at=timezone.now(), **wanted))


def seen(firm: Firm, address: Address) -> Address:
    return within(firm, lambda: Address.objects.get(pk=address.pk))


def claim_of(address: Address) -> Claim:
    return in_public(lambda: Claim.objects.get(pk=address.pk))


def set_right(dns: NameServer, address: Address) -> None:
    dns.set(f"_tablinum-challenge.{HOST}", "TXT", f'"{claim_of(address).token}"')
    dns.set(HOST, "CNAME", f"{EDGE}.")


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


def test_a_refusal_comes_back_in_words(
    firm: Firm, other_firm: Firm, broker: Broker, dns: NameServer
) -> None:
    theirs = wish(other_firm)
    broker.settle()
    set_right(dns, theirs)
    in_public(lambda: claims.check(claim_of(theirs), at=timezone.now()))
    broker.settle()

    mine = wish(firm)
    broker.settle()

    refused = seen(firm, mine)
    assert refused.state == "refused"
    assert "Another firm here has proved" in refused.refusal
    assert not in_public(lambda: Claim.objects.filter(pk=mine.pk).exists())


def test_the_second_learns_that_the_first_has_it(
    firm: Firm, other_firm: Firm, broker: Broker, dns: NameServer
) -> None:
    mine, theirs = wish(firm), wish(other_firm)
    broker.settle()

    set_right(dns, theirs)
    in_public(lambda: claims.check(claim_of(theirs), at=timezone.now()))
    broker.settle()

    assert seen(firm, mine).state == "lost"
    assert seen(other_firm, theirs).state == "verified"


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


def test_a_firm_wishes_nothing_about_anothers_claim(
    firm: Firm, other_firm: Firm, broker: Broker, dns: NameServer
) -> None:
    theirs = wish(other_firm)
    broker.settle()
    set_right(dns, theirs)
    in_public(lambda: claims.check(claim_of(theirs), at=timezone.now()))
    broker.settle()
    before = claim_of(theirs)
    by = owner(firm)

    def plant_and_wish() -> None:
        """A row of the same key, as only a broken or hostile firm would have."""
        mine = Address.objects.create(
            pk=theirs.pk, host=HOST, state="verified", is_live=True,
            created_at=timezone.now(),
        )  # fmt: skip
        actions.check(mine, by=by, at=timezone.now())
        actions.make_primary(mine, by=by, at=timezone.now())
        actions.remove(mine, by=by, at=timezone.now())

    within(firm, plant_and_wish)
    broker.settle()

    after = claim_of(theirs)
    assert (after.state, after.next_check_at) == (before.state, before.next_check_at)
    fresh = in_public(lambda: Firm.objects.get(pk=firm.pk))
    assert fresh.primary_host == "peeters.localhost"
    assert in_public(
        lambda: Domain.objects.filter(domain=HOST, tenant=other_firm).exists()
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


class TestMails:
    @pytest.fixture
    def sent(self, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = []

        def keep(template: str, **fields: Any) -> None:
            made.append({"template": template, **fields})

        monkeypatch.setattr("tenants.mail.send", keep)
        return made

    def news(self, firm: Firm, address: Address, **changed: Any) -> None:
        def build() -> hearing.News:
            claim = Claim.objects.get(pk=address.pk)
            Claim.objects.filter(pk=address.pk).update(**changed)
            return telling._news(Claim.objects.get(pk=claim.pk))

        told = in_public(build)
        within(firm, lambda: hearing.hear(told, at=timezone.now()))

    def test_owners_are_told_on_the_first_and_the_seventh_day(
        self,
        firm: Firm,
        broker: Broker,
        dns: NameServer,
        sent: list[dict[str, Any]],
    ) -> None:
        address = wish(firm)
        within(firm, lambda: UserFactory(role=Role.LAWYER))
        broker.settle()
        since: datetime = timezone.now()

        for warnings in (0, 1, 1, 2):
            self.news(firm, address, wrong_since=since, warnings=warnings)
        broker.settle()

        assert [each["template"] for each in sent] == ["addresses/mail/wrong"] * 2
        assert {each["context"]["until"] for each in sent} == {
            since + timedelta(days=14)
        }
        assert all(
            each["context"]["url"].startswith("http://peeters.localhost/desk/")
            for each in sent
        )

    def test_owners_are_told_when_it_goes_dark(
        self,
        firm: Firm,
        broker: Broker,
        dns: NameServer,
        sent: list[dict[str, Any]],
    ) -> None:
        address = wish(firm)
        broker.settle()

        self.news(firm, address, state="suspended")
        broker.settle()

        assert [each["template"] for each in sent] == ["addresses/mail/dark"]
