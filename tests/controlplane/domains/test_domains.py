"""Addresses and certificates of all firms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from controlplane.domains import queries
from tenants.audit.models import Entry
from tenants.domains.models import Certificate, CertificateState, Claim, ClaimState
from tenants.models import Domain, Firm
from tests.controlplane import crowd

AsOperator = Callable[..., Any]
DAY = timedelta(days=1)


@pytest.fixture
def claim(well: Firm) -> Claim:
    Domain.objects.create(domain="portal.peeters.example", tenant=well)
    return Claim.objects.create(
        firm=well, host="portal.peeters.example", token="t", state=ClaimState.VERIFIED,
        created_at=timezone.now(),
    )  # fmt: skip


def test_checking_again_leaves_dns_to_a_worker(
    as_operator: AsOperator, claim: Claim
) -> None:
    as_operator().post(f"/operate/domains/{claim.pk}/check/")

    claim.refresh_from_db()
    assert claim.next_check_at is not None
    assert claim.checked_at is None
    assert Entry.objects.filter(action="domain.check_requested").exists()


def test_a_release_needs_the_host_typed_and_a_reason(
    as_operator: AsOperator, claim: Claim
) -> None:
    sent = {"reason": "Sold", "typed": "another.example"}

    answer = as_operator().post(f"/operate/domains/{claim.pk}/release/", sent)

    assert answer.status_code == 422
    claim.refresh_from_db()
    assert claim.state == ClaimState.VERIFIED


def test_a_released_host_is_dark_and_the_reason_is_logged(
    as_operator: AsOperator, claim: Claim
) -> None:
    sent = {"reason": "Sold", "typed": claim.host}

    as_operator().post(f"/operate/domains/{claim.pk}/release/", sent)

    claim.refresh_from_db()
    assert claim.state == ClaimState.RELEASED
    assert not Domain.objects.filter(domain=claim.host).exists()
    entry = Entry.objects.get(action="domain.taken_away")
    assert entry.details["reason"] == "Sold"


def test_the_platforms_own_certificate_is_listed_too(
    as_operator: AsOperator, well: Firm
) -> None:
    Certificate.objects.create(
        host="localhost", registered_domain="localhost", reason="no answer",
        state=CertificateState.FAILING,
    )  # fmt: skip

    page = as_operator().get("/operate/domains/").content

    assert b"no answer" in page
    assert b"The platform" in page


def test_dns_and_certificate_are_two_states_of_one_line(
    as_operator: AsOperator, claim: Claim
) -> None:
    Certificate.objects.create(
        firm=claim.firm, host=claim.host, registered_domain="peeters.example",
        state=CertificateState.ACTIVE, not_after=timezone.now() + 20 * DAY,
    )  # fmt: skip

    page = as_operator().get("/operate/domains/?state=expiring").content.decode()

    assert page.count("<b>portal.peeters.example</b>") == 1
    assert "Verified" in page


@pytest.mark.parametrize("tab", queries.TABS)
def test_a_tab_counts_what_it_lists(well: Firm, tab: str) -> None:
    now = timezone.now()
    crowd.make(260, at=now)

    assert queries.counts(now)[tab] == len(queries.hosts(tab, "", now))
