"""What one firm wishes, and what another one has."""

from __future__ import annotations

from django.utils import timezone

from portal.addresses import actions
from portal.addresses.models import Address
from tenants.domains import claims
from tenants.domains.models import Claim
from tenants.models import Domain, Firm
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
