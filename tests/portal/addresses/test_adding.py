"""An address is added at the desk."""

from __future__ import annotations

import pytest

from portal.addresses.models import Address
from tenants import scope
from tenants.audit.models import Entry
from tenants.models import Firm, Plan
from tenants.outbox.models import Event
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.addresses import states
from tests.portal.addresses.desk import HOME, page
from tests.portal.addresses.states import HOST


class TestAdding:
    def test_it_is_wished_once_and_written_down(
        self, olivia: HostClient, cast: Cast, inside: Firm
    ) -> None:
        typed = {"host": "https://Portal.Example.be/", "becomes_primary": "on"}

        response = olivia.post(f"{HOME}new/", typed)

        address = Address.objects.get()
        assert response.url == page(address)
        assert (address.host, address.state) == ("portal.example.be", "requested")
        assert address.created_by == cast.olivia
        event = Event.objects.get(topic="address.wanted")
        assert event.payload == {
            "key": str(address.pk), "becomes_primary": True, "language": "en",
        }  # fmt: skip
        assert Entry.objects.filter(action="address.wanted").exists()

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ("", "Enter an address"),
            ("co.uk", "anybody can register"),
            ("192.0.2.1", "IP address"),
            ("x.localhost", "belongs to the platform"),
            ("peeterѕ.be", "several alphabets"),
        ],
    )
    def test_a_refusal_stands_at_the_field(
        self, olivia: HostClient, inside: Firm, typed: str, words: str
    ) -> None:
        response = olivia.post(f"{HOME}new/", {"host": typed})

        assert response.status_code == 422
        assert words in " ".join(response.context["form"].errors["host"])
        assert typed in response.content.decode()
        assert not Address.objects.exists()

    def test_twice_is_refused(self, olivia: HostClient, inside: Firm) -> None:
        states.put("waiting")

        response = olivia.post(f"{HOME}new/", {"host": HOST})

        assert response.status_code == 422
        assert "added this address already" in response.content.decode()

    def test_after_a_removal_it_is_added_again(
        self, olivia: HostClient, inside: Firm
    ) -> None:
        states.put("released")

        assert olivia.post(f"{HOME}new/", {"host": HOST}).status_code == 302

    def test_a_full_plan_is_said_at_the_field(
        self, olivia: HostClient, inside: Firm
    ) -> None:
        states.put("waiting")
        small = Plan(name="Small", domain_limit=1)
        _give(inside, small)

        response = olivia.post(f"{HOME}new/", {"host": "b.example.be"})

        assert response.status_code == 422
        assert "room for 1 address" in response.content.decode()


def _give(firm: Firm, plan: Plan) -> None:
    import contextvars  # noqa: PLC0415

    from tenants.domains.routing import hosts  # noqa: PLC0415

    def save() -> None:
        with scope.public():
            plan.save()
            Firm.objects.filter(pk=firm.pk).update(plan=plan)

    contextvars.Context().run(save)
    hosts().forget()
