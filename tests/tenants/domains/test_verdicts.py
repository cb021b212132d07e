"""What follows from checks, from the first to years later."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tenants.audit.models import Entry
from tenants.domains import claims
from tenants.domains.checking import Report
from tenants.domains.models import ClaimState, EndReason, Hold
from tenants.models import Domain, Firm
from tests.tenants.domains.reports import (
    GONE,
    NOTHING,
    OLD,
    PROVEN,
    RIGHT,
    SILENCE,
    WRONG,
    report,
)
from tests.tenants.domains.settling import (
    DAY,
    HOST,
    HOUR,
    NOW,
    answers,
    claimed,
    settled,
    suspended,
    topics,
    verified,
)

pytestmark = pytest.mark.usefixtures("public")


def test_it_answers_when_all_is_right(firm: Firm) -> None:
    claim = verified(firm)

    assert (claim.state, claim.verified_at) == (ClaimState.VERIFIED, NOW)
    assert answers(firm)
    assert "domain.verified" in topics()
    assert Entry.objects.filter(action="domain.verified", target_id=claim.pk).exists()


@pytest.mark.parametrize(
    ("found", "state"),
    [(NOTHING, "waiting"), (SILENCE, "waiting"), (PROVEN, "owned"), (GONE, "waiting")],
    ids=["nothing", "silence", "proven", "not proven"],
)
def test_it_does_not_answer_before(firm: Firm, found: Report, state: str) -> None:
    claim = settled(claimed(firm), found, NOW)

    assert claim.state == state
    assert not answers(firm)
    assert "domain.verified" not in topics()


def test_a_proof_that_goes_away_before_all_is_right_proves_nothing(firm: Firm) -> None:
    claim = settled(claimed(firm), PROVEN, NOW)

    assert settled(claim, SILENCE, NOW).state == ClaimState.OWNED
    assert settled(claim, GONE, NOW).state == ClaimState.WAITING


@pytest.mark.parametrize(
    ("age", "wait"),
    [
        (timedelta(seconds=1), timedelta(seconds=10)),
        (timedelta(minutes=10), timedelta(minutes=1)),
        (timedelta(hours=5), timedelta(minutes=30)),
        (timedelta(days=20), timedelta(hours=1)),
    ],
)
def test_a_new_claim_is_asked_for_less_and_less(
    firm: Firm, age: timedelta, wait: timedelta
) -> None:
    claim = settled(claimed(firm), NOTHING, NOW + age)

    assert claim.next_check_at == NOW + age + wait


def test_what_is_right_is_looked_at_every_week(firm: Firm) -> None:
    assert verified(firm).next_check_at == NOW + 7 * DAY


def test_what_cannot_be_asked_is_asked_again_soon(firm: Firm) -> None:
    claim = settled(verified(firm), SILENCE, NOW + 7 * DAY)

    assert claim.next_check_at == NOW + 7 * DAY + HOUR
    assert claim.wrong_since is None


@pytest.mark.parametrize("found", [NOTHING, PROVEN], ids=["waiting", "owned"])
def test_it_is_given_up_after_thirty_days(firm: Firm, found: Report) -> None:
    claim = settled(claimed(firm), found, NOW)

    assert settled(claim, found, NOW + 30 * DAY - HOUR).ended_at is None
    given_up = settled(claim, found, NOW + 30 * DAY)

    assert given_up.state == ClaimState.RELEASED
    assert given_up.end_reason == EndReason.NEVER_PROVEN


def test_wrong_dns_warns_and_suspends(firm: Firm) -> None:
    claim = verified(firm)
    start = NOW + 7 * DAY
    expected = [
        (timedelta(), 0, "verified"),
        (DAY - HOUR, 0, "verified"),
        (DAY, 1, "verified"),
        (7 * DAY - HOUR, 1, "verified"),
        (7 * DAY, 2, "verified"),
        (14 * DAY - HOUR, 2, "verified"),
        (14 * DAY, 2, "suspended"),
    ]

    for age, warnings, state in expected:
        claim = settled(claim, WRONG, start + age)
        assert (age, claim.warnings, claim.state) == (age, warnings, state)
        assert claim.wrong_since == start
        assert answers(firm) is (state == "verified")


def test_silence_never_counts_towards_suspension(firm: Firm) -> None:
    claim = verified(firm)

    for days in range(7, 60):
        claim = settled(claim, SILENCE, NOW + days * DAY)

    assert (claim.state, claim.wrong_since) == (ClaimState.VERIFIED, None)


def test_one_right_answer_starts_the_count_anew(firm: Firm) -> None:
    claim = settled(verified(firm), WRONG, NOW + 7 * DAY)
    claim = settled(claim, RIGHT, NOW + 20 * DAY)
    claim = settled(claim, WRONG, NOW + 22 * DAY)

    assert (claim.state, claim.warnings) == (ClaimState.VERIFIED, 0)
    assert claim.wrong_since == NOW + 22 * DAY


def test_it_comes_back_by_itself(firm: Firm) -> None:
    claim = suspended(firm)
    assert not answers(firm)
    assert claim.next_check_at == NOW + 14 * DAY + 6 * HOUR

    claim = settled(claim, RIGHT, NOW + 40 * DAY)

    assert (claim.state, claim.wrong_since) == (ClaimState.VERIFIED, None)
    assert answers(firm)


def test_wrong_for_three_months_is_the_end(firm: Firm) -> None:
    claim = settled(suspended(firm), WRONG, NOW + 90 * DAY)

    assert claim.state == ClaimState.RELEASED
    assert claim.end_reason == EndReason.WRONG_TOO_LONG
    assert Hold.objects.get(host=HOST).firm_id == firm.pk


def test_a_suspended_primary_leads_back_to_the_platform(firm: Firm) -> None:
    claim = verified(firm)
    claims.make_primary(claim, by=None, at=NOW)
    assert Firm.objects.get(pk=firm.pk).primary_host == HOST

    claim = settled(claim, WRONG, NOW)
    settled(claim, WRONG, NOW + 14 * DAY)

    assert Firm.objects.get(pk=firm.pk).primary_host == "peeters.localhost"
    assert Domain.objects.get(tenant=firm, is_primary=True).domain == (
        "peeters.localhost"
    )


def test_a_caa_record_stands_in_the_way(firm: Firm) -> None:
    claim = settled(claimed(firm), report(caa=OLD), NOW)

    assert claim.state == ClaimState.OWNED
    assert not answers(firm)
