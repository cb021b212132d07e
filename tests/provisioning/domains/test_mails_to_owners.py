"""Owners hear by mail of DNS that went wrong, and of an address that went dark."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from portal.addresses import hearing
from portal.addresses.models import Address
from provisioning.domains import telling
from tenants.accounts.roles import Role
from tenants.domains.models import Claim
from tenants.models import Firm
from tests.factories import UserFactory
from tests.nameserver import NameServer
from tests.provisioning.domains.conftest import Broker
from tests.provisioning.domains.wishing import in_public, wish, within


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
