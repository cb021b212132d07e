"""What is asked for at the desk is a wish: check again, remove, make primary."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from portal.addresses.models import Address
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.conftest import HostClient
from tests.portal.addresses import states
from tests.portal.addresses.desk import HOME, page, wishes
from tests.portal.addresses.states import NOW


class TestChecking:
    def test_check_again_asks_once(self, olivia: HostClient, inside: Firm) -> None:
        address = states.put("waiting")

        with time_machine.travel(NOW, tick=False) as clock:
            olivia.post(page(address, "check/"))
            olivia.post(page(address, "check/"))
            assert wishes() == ["address.check_wanted"]
            clock.shift(timedelta(seconds=6))
            olivia.post(page(address, "check/"))

        assert wishes() == ["address.check_wanted"] * 2
        assert Entry.objects.filter(action="address.check_wanted").count() == 2

    def test_an_open_page_is_remembered_and_asks_once(
        self, olivia: HostClient, inside: Firm
    ) -> None:
        address = states.put("waiting")

        with time_machine.travel(NOW, tick=False) as clock:
            for _ in range(4):
                response = olivia.post(page(address, "look/"))
                clock.shift(timedelta(seconds=10))

        assert response.status_code == 200
        assert 'id="standing"' in response.content.decode()
        assert "<html" not in response.content.decode()
        assert wishes() == ["address.check_wanted"]
        address.refresh_from_db()
        assert address.watched_until == NOW + timedelta(seconds=60)

    def test_what_ended_is_not_asked_for(
        self, olivia: HostClient, inside: Firm
    ) -> None:
        olivia.post(page(states.put("lost"), "check/"))

        assert wishes() == []


class TestChanging:
    def test_removing_is_a_wish(self, olivia: HostClient, inside: Firm) -> None:
        address = states.put("active")

        response = olivia.post(page(address, "removal/"), follow=True)

        address.refresh_from_db()
        assert address.is_leaving
        assert wishes() == ["address.removal_wanted"]
        assert "Being removed" in response.content.decode()

    def test_the_page_names_what_removing_means(
        self, olivia: HostClient, inside: Firm
    ) -> None:
        html = olivia.get(page(states.put("active"), "removal/")).content.decode()

        assert "stops working at once" in html
        assert "peeters.localhost" in html

    @pytest.mark.parametrize("state", ["refused", "lost", "released"])
    def test_what_ended_is_cleared_from_the_list(
        self, olivia: HostClient, inside: Firm, state: str
    ) -> None:
        olivia.post(page(states.put(state), "removal/"))

        assert not Address.objects.exists()
        assert wishes() == []

    def test_a_live_one_becomes_primary(self, olivia: HostClient, inside: Firm) -> None:
        olivia.post(page(states.put("active"), "primary/"))

        assert wishes() == ["address.primary_wanted"]

    @pytest.mark.parametrize("state", ["waiting", "issuing", "suspended", "lost"])
    def test_another_does_not(
        self, olivia: HostClient, inside: Firm, state: str
    ) -> None:
        response = olivia.post(page(states.put(state), "primary/"), follow=True)

        assert wishes() == []
        assert "not live yet" in response.content.decode()

    def test_the_platforms_address_can_be_taken_back(
        self, olivia: HostClient, inside: Firm
    ) -> None:
        olivia.post(f"{HOME}platform/primary/")

        assert wishes() == ["address.platform_wanted"]
