"""What follows from checks, from the first to years later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django.fixtures import Settings

from tenants.audit.models import Entry
from tenants.domains import claims, standing, verdicts
from tenants.domains.checking import Report
from tenants.domains.models import (
    Certificate,
    CertificateState,
    Claim,
    ClaimState,
    EndReason,
    Hold,
)
from tenants.errors import DomainError
from tenants.models import Domain, Firm
from tenants.outbox.models import Event
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

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
HOST = "portal.example.be"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)

pytestmark = pytest.mark.usefixtures("public")


def claimed(firm: Firm, at: datetime = NOW) -> Claim:
    return claims.claim(firm, HOST, by=None, at=at)


def settled(claim: Claim, found: Report, at: datetime) -> Claim:
    verdicts.settle(claim.pk, found, at=at)
    return Claim.objects.get(pk=claim.pk)


def verified(firm: Firm) -> Claim:
    return settled(claimed(firm), RIGHT, NOW)


def topics() -> list[str]:
    return list(Event.objects.values_list("topic", flat=True).order_by("created_at"))


def answers(firm: Firm) -> bool:
    return Domain.objects.filter(domain=HOST, tenant=firm).exists()


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


def suspended(firm: Firm) -> Claim:
    claim = settled(verified(firm), WRONG, NOW)
    return settled(claim, WRONG, NOW + 14 * DAY)


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


class TestReleasing:
    def test_it_goes_dark_at_once_and_is_held(self, firm: Firm) -> None:
        claim = verified(firm)
        Certificate.objects.create(firm=firm, host=HOST, registered_domain="example.be")

        claims.release(claim, by=None, at=NOW + DAY)

        found = Claim.objects.get(pk=claim.pk)
        assert (found.state, found.ended_at) == (ClaimState.RELEASED, NOW + DAY)
        assert found.next_check_at is None
        assert not answers(firm)
        assert not Certificate.objects.exists()
        assert Hold.objects.get(host=HOST).until == NOW + 31 * DAY

    def test_what_was_never_proven_is_not_held(self, firm: Firm) -> None:
        claims.cancel(claimed(firm), by=None, at=NOW)

        assert not Hold.objects.exists()

    def test_what_is_proven_is_not_cancelled(self, firm: Firm) -> None:
        with pytest.raises(DomainError, match="proven already"):
            claims.cancel(verified(firm), by=None, at=NOW)

    @pytest.mark.parametrize("act", [claims.release, claims.make_primary])
    def test_nothing_happens_to_what_ended(self, firm: Firm, act: object) -> None:
        claim = verified(firm)
        claims.release(claim, by=None, at=NOW)

        with pytest.raises(DomainError, match="removed already"):
            act(claim, by=None, at=NOW)  # type: ignore[operator]
        assert verdicts.settle(claim.pk, RIGHT, at=NOW) is None

    def test_a_firm_gives_all_of_it_back(self, firm: Firm) -> None:
        verified(firm)
        claims.claim(firm, "b.example.be", by=None, at=NOW)

        claims.release_all(firm, by=None, at=NOW)

        assert not firm.claims.open().exists()


class TestPrimary:
    def test_what_is_not_live_is_not_primary(self, firm: Firm) -> None:
        with pytest.raises(DomainError, match="not live yet"):
            claims.make_primary(claimed(firm), by=None, at=NOW)

    def test_https_waits_for_the_certificate(
        self, firm: Firm, settings: Settings
    ) -> None:
        settings.HTTPS = True
        claim = verified(firm)
        assert not claims.promote(claim, at=NOW)

        Certificate.objects.create(
            firm=firm, host=HOST, registered_domain="example.be",
            state=CertificateState.ACTIVE, not_after=NOW + 60 * DAY,
        )  # fmt: skip

        assert standing.is_live(claim)
        assert claims.promote(claim, at=NOW)
        assert Firm.objects.get(pk=firm.pk).primary_host == HOST

    def test_a_live_address_becomes_primary_once(self, firm: Firm) -> None:
        claim = verified(firm)

        assert claims.promote(claim, at=NOW)
        claims.use_platform_address(firm, by=None, at=NOW)
        assert not claims.promote(claim, at=NOW)
        assert Firm.objects.get(pk=firm.pk).primary_host == "peeters.localhost"

    def test_a_second_one_does_not_push_the_first_away(self, firm: Firm) -> None:
        claims.promote(verified(firm), at=NOW)
        second = claims.claim(firm, "b.example.be", by=None, at=NOW)
        second = settled(second, RIGHT, NOW)

        assert not claims.promote(second, at=NOW)

    def test_unless_it_was_not_wished(self, firm: Firm) -> None:
        claim = claims.claim(firm, HOST, by=None, at=NOW, becomes_primary=False)

        assert not claims.promote(settled(claim, RIGHT, NOW), at=NOW)


def test_a_caa_record_stands_in_the_way(firm: Firm) -> None:
    claim = settled(claimed(firm), report(caa=OLD), NOW)

    assert claim.state == ClaimState.OWNED
    assert not answers(firm)
