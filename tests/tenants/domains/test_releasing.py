"""A name is given back."""

from __future__ import annotations

import pytest

from tenants.domains import claims, verdicts
from tenants.domains.models import Certificate, Claim, ClaimState, Hold
from tenants.errors import DomainError
from tenants.models import Firm
from tests.tenants.domains.reports import RIGHT
from tests.tenants.domains.settling import DAY, HOST, NOW, answers, claimed, verified

pytestmark = pytest.mark.usefixtures("public")


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
