"""What can be claimed, and the reason why not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django.fixtures import Settings

from tenants.domains import claims, refusals, scripts, suffixes
from tenants.domains.models import Claim, ClaimState, Hold
from tenants.models import Domain, Firm, Plan

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def idna(name: str) -> str:
    return name.encode("idna").decode()


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("portal.peeters.be", "portal.peeters.be"),
        (" Portal.Peeters.BE. ", "portal.peeters.be"),
        ("https://portal.peeters.be/sign-in/?next=/", "portal.peeters.be"),
        ("peeters.be", "peeters.be"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("портал.example", idna("портал.example")),
        ("例え.example", idna("例え.example")),
        ("firm.github.io", "firm.github.io"),
    ],
)
def test_what_is_taken(typed: str, host: str) -> None:
    assert refusals.of_name(typed) == host


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "not a domain name"),
        ("peeters & partners", "not a domain name"),
        ("-peeters.be", "not a domain name"),
        ("a_b.peeters.be", "not a domain name"),
        ("laura@peeters.be", "not a domain name"),
        ("*.peeters.be", "not a domain name"),
        ("a" * 64 + ".be", "not a domain name"),
        ("peeters", "The ending is missing"),
        ("192.0.2.1", "IP address"),
        ("http://192.0.2.1:8000/", "IP address"),
        ("[2001:db8::1]", "IP address"),
        ("2001:db8::1", "IP address"),
        ("127.1", "IP address"),
        ("2130706433", "IP address"),
        ("portal.0x7f", "IP address"),
        ("be", "The ending is missing"),
        ("co.uk", "anybody can register"),
        ("github.io", "anybody can register"),
        ("tablinum.example", "belongs to the platform"),
        ("peeters.tablinum.example", "belongs to the platform"),
        ("a.b.tablinum.example", "belongs to the platform"),
        ("edge.tablinum.example", "belongs to the platform"),
        ("gate.elsewhere.example", "belongs to the platform"),
        ("elsewhere.example", "belongs to the platform"),
        ("localhost", "one network only"),
        ("portal.local", "one network only"),
        ("1.168.192.in-addr.arpa", "one network only"),
        ("peeterѕ.be", "several alphabets"),
        ("раypal.be", "several alphabets"),
        ("арсе.be", "looks like apce.be"),
        ("ορο.be", "looks like opo.be"),
    ],
)
def test_what_is_refused(typed: str, reason: str, settings: Settings) -> None:
    settings.PLATFORM_HOST = "tablinum.example"
    settings.EDGE_HOST = "gate.elsewhere.example"

    with pytest.raises(refusals.Refused, match=reason):
        refusals.of_name(typed)


@pytest.mark.parametrize(
    ("host", "registered"),
    [
        ("peeters.be", "peeters.be"),
        ("portal.peeters.be", "peeters.be"),
        ("peeters.co.uk", "peeters.co.uk"),
        ("a.peeters.co.uk", "peeters.co.uk"),
        ("peeters.github.io", "peeters.github.io"),
        ("xn--bcher-kva.de", "xn--bcher-kva.de"),
    ],
)
def test_an_apex_is_told_from_a_subdomain(host: str, registered: str) -> None:
    assert suffixes.registered_domain(host) == registered
    assert suffixes.is_apex(host) is (host == registered)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("peeters.be", "@"),
        ("portal.peeters.be", "portal"),
        ("_tablinum-challenge.portal.peeters.be", "_tablinum-challenge.portal"),
    ],
)
def test_a_name_is_written_within_its_zone(name: str, written: str) -> None:
    assert suffixes.within_zone(name, "portal.peeters.be") == written


def test_what_cannot_be_decoded_is_left_alone() -> None:
    assert scripts.shown("xn--\x80.be") == "xn--\x80.be"
    assert not scripts.is_mixed("xn--99999999.be")


def refused(firm: Firm, host: str, reason: str, at: datetime = NOW) -> None:
    with pytest.raises(refusals.Refused, match=reason):
        claims.claim(firm, host, by=None, at=at)


def proven(firm: Firm, host: str, state: ClaimState = ClaimState.VERIFIED) -> Claim:
    return Claim.objects.create(
        firm=firm, host=host, token="t", state=state, created_at=NOW
    )


@pytest.mark.usefixtures("public")
class TestWithOthers:
    def test_a_claim_has_a_token_that_nobody_guesses(self, firm: Firm) -> None:
        tokens = {
            claims.claim(firm, f"p{number}.peeters.be", by=None, at=NOW).token
            for number in range(3)
        }

        assert len(tokens) == 3
        assert all(len(token.removeprefix("tablinum-")) == 32 for token in tokens)

    def test_twice_is_refused(self, firm: Firm) -> None:
        claims.claim(firm, "portal.peeters.be", by=None, at=NOW)

        refused(firm, "Portal.Peeters.be.", "added this address already")

    @pytest.mark.parametrize("state", [ClaimState.OWNED, ClaimState.VERIFIED])
    def test_anothers_proven_name_is_refused(
        self, firm: Firm, other_firm: Firm, state: ClaimState
    ) -> None:
        proven(other_firm, "portal.example.be", state)

        refused(firm, "portal.example.be", "Another firm here has proved")

    def test_a_name_that_answers_for_another_is_refused(
        self, firm: Firm, other_firm: Firm
    ) -> None:
        Domain.objects.create(
            domain="old.example.be", tenant=other_firm, is_primary=False
        )

        refused(firm, "old.example.be", "Another firm here has proved")

    @pytest.mark.parametrize("host", ["example.be", "a.portal.example.be"])
    def test_the_names_above_and_below_are_free(
        self, firm: Firm, other_firm: Firm, host: str
    ) -> None:
        proven(other_firm, "portal.example.be")

        assert claims.claim(firm, host, by=None, at=NOW).state == ClaimState.WAITING

    def test_what_is_only_claimed_or_suspended_is_free_to_claim(
        self, firm: Firm, other_firm: Firm
    ) -> None:
        claims.claim(other_firm, "a.example.be", by=None, at=NOW)
        proven(other_firm, "b.example.be", ClaimState.SUSPENDED)

        assert claims.claim(firm, "a.example.be", by=None, at=NOW)
        assert claims.claim(firm, "b.example.be", by=None, at=NOW)

    def test_a_hold_is_for_others_and_ends(self, firm: Firm, other_firm: Firm) -> None:
        until = NOW + timedelta(days=30)
        Hold.objects.create(host="portal.example.be", firm=other_firm, until=until)

        refused(firm, "portal.example.be", "from 2026-12-23 on")
        assert claims.claim(other_firm, "portal.example.be", by=None, at=NOW)
        assert claims.claim(firm, "portal.example.be", by=None, at=until)

    def test_a_plan_has_room_for_so_many(self, firm: Firm) -> None:
        firm.plan = Plan.objects.create(name="Small", domain_limit=1)
        firm.save()
        first = claims.claim(firm, "a.peeters.be", by=None, at=NOW)

        refused(firm, "b.peeters.be", "room for 1 address")
        claims.release(first, by=None, at=NOW)
        assert claims.claim(firm, "b.peeters.be", by=None, at=NOW)

    @pytest.mark.parametrize("name", ["dẹvries.be", "portal.dẹvries.be", "devrıes.eu"])
    def test_a_name_dressed_up_as_another_firms_is_refused(
        self, firm: Firm, name: str
    ) -> None:
        refused(firm, name, "looks like another firm's")

    def test_a_name_dressed_up_as_anothers_address_is_refused(
        self, firm: Firm, other_firm: Firm
    ) -> None:
        proven(other_firm, "janssens.be")

        refused(firm, "jạnssens.be", "looks like another firm's")

    def test_accents_of_a_language_are_no_disguise(self, firm: Firm) -> None:
        assert claims.claim(firm, "dévries.be", by=None, at=NOW)
