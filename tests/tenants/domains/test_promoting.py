"""Which address is primary, and when one becomes it."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from tenants.domains import claims, standing
from tenants.domains.models import Certificate, CertificateState
from tenants.errors import DomainError
from tenants.models import Firm
from tests.tenants.domains.reports import RIGHT
from tests.tenants.domains.settling import DAY, HOST, NOW, claimed, settled, verified

pytestmark = pytest.mark.usefixtures("public")


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
