"""Two firms want the same name: who proves it has it."""

from __future__ import annotations

import pytest

from tenants.domains import claims
from tenants.domains.models import Claim, ClaimState, EndReason, Hold
from tenants.models import Firm
from tests.tenants.domains.reports import GONE, PROVEN, RIGHT
from tests.tenants.domains.settling import (
    DAY,
    HOST,
    NOW,
    answers,
    claimed,
    settled,
    suspended,
)

pytestmark = pytest.mark.usefixtures("public")


def test_the_first_to_prove_it_wins(firm: Firm, other_firm: Firm) -> None:
    mine, theirs = claimed(firm), claimed(other_firm)

    settled(theirs, PROVEN, NOW)

    lost = Claim.objects.get(pk=mine.pk)
    assert (lost.state, lost.end_reason) == ("lost", EndReason.PROVEN_ELSEWHERE)
    assert Claim.objects.get(pk=theirs.pk).state == ClaimState.OWNED
    assert not Hold.objects.exists()


def test_a_proof_that_comes_second_loses(firm: Firm, other_firm: Firm) -> None:
    mine = claimed(firm)
    Claim.objects.create(
        firm=other_firm, host=HOST, token="t", state="verified", created_at=NOW
    )

    assert settled(mine, RIGHT, NOW).state == ClaimState.LOST
    assert not answers(firm)


def test_a_name_that_was_sold_goes_to_who_proves_it(
    firm: Firm, other_firm: Firm
) -> None:
    old = settled(suspended(firm), GONE, NOW + 15 * DAY)
    new = claimed(other_firm, NOW + 16 * DAY)

    assert settled(new, RIGHT, NOW + 16 * DAY).state == ClaimState.VERIFIED
    assert Claim.objects.get(pk=old.pk).state == ClaimState.LOST
    assert answers(other_firm)


def test_a_suspended_firm_that_still_has_its_record_keeps_the_name(
    firm: Firm, other_firm: Firm
) -> None:
    old = suspended(firm)  # the address is wrong, the ownership record is there
    new = claimed(other_firm, NOW + 16 * DAY)

    assert settled(new, RIGHT, NOW + 16 * DAY).state == ClaimState.LOST
    assert Claim.objects.get(pk=old.pk).state == ClaimState.SUSPENDED


def test_a_hold_keeps_a_proof_waiting(firm: Firm, other_firm: Firm) -> None:
    first, second = claimed(firm), claimed(other_firm)
    Claim.objects.filter(pk=first.pk).update(state=ClaimState.OWNED)
    claims.release(first, by=None, at=NOW)

    assert settled(second, RIGHT, NOW + DAY).state == ClaimState.WAITING
    assert settled(second, RIGHT, NOW + 31 * DAY - DAY).state == ClaimState.VERIFIED
