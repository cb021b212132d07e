"""The desk's pages about addresses, through the client."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from pytest_django.fixtures import Settings

from portal.addresses.models import Address
from tenants import scope
from tenants.audit.models import Entry
from tenants.models import Firm, Plan
from tenants.outbox.models import Event
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.addresses import states
from tests.portal.addresses.states import HOST, NOW
from tests.portal.counting import statements

SignIn = Callable[..., HostClient]
HOME = "/desk/settings/portal/addresses/"


@pytest.fixture
def olivia(as_user: SignIn, cast: Cast) -> HostClient:
    return as_user(cast.olivia)


def page(address: Address, end: str = "") -> str:
    return f"{HOME}{address.pk}/{end}"


def wishes() -> list[str]:
    wished = Event.objects.filter(topic__startswith="address.").order_by("created_at")
    return list(wished.values_list("topic", flat=True))


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


class TestShowing:
    @pytest.mark.parametrize("state", states.STATES)
    def test_every_state_has_a_page(
        self, olivia: HostClient, inside: Firm, settings: Settings, state: str
    ) -> None:
        settings.HTTPS = True
        address = states.put(state)

        assert olivia.get(page(address)).status_code == 200
        assert olivia.get(page(address, "removal/")).status_code == 200
        assert HOST in olivia.get(HOME).content.decode()

    @pytest.mark.parametrize(
        ("state", "words"),
        [
            ("waiting", "Not found yet"),
            ("text-problem", "The TXT record is there, but says v=spf1 -all."),
            ("address-problem", "still points to 185.12.80.4."),
            ("address-problem", "often left by a website builder"),
            ("aaaa-problem", "IPv6 address 2001:db8::1"),
            ("caa-problem", "0 issue &quot;letsencrypt.org&quot;"),
            ("caa-problem", "Add the CAA record above"),
            ("no-answer", "its DNSSEC may be broken"),
            ("no-answer", "Asked 192.0.2.53"),
            ("issuing", "It is being issued"),
            ("failing", "The edge has no certificate for this name."),
            ("active", "Active until"),
            ("active", "by Let&#x27;s Encrypt"),
            ("gone-wrong", "we switch it off"),
            ("suspended", "is switched off"),
            ("lost", "Another firm proved first"),
            ("refused", "Another firm here has proved"),
            ("given-up", "were not right within 30 days"),
        ],
    )
    def test_it_says_what_is_so(
        self,
        olivia: HostClient,
        inside: Firm,
        settings: Settings,
        state: str,
        words: str,
    ) -> None:
        settings.HTTPS = True

        assert words in olivia.get(page(states.put(state))).content.decode()

    @pytest.mark.parametrize(
        ("host", "edge", "records"),
        [
            (
                "portal.peeters.be", (),
                [("TXT", "_tablinum-challenge.portal"), ("CNAME", "portal")],
            ),
            ("peeters.be", (), [("TXT", "_tablinum-challenge"), ("ALIAS", "@")]),
            (
                "peeters.be", ("203.0.113.7", "2001:db8::7"),
                [("TXT", "_tablinum-challenge"), ("A", "@"), ("AAAA", "@")],
            ),
        ],
    )  # fmt: skip
    def test_the_records_are_as_a_panel_asks_for_them(
        self,
        olivia: HostClient,
        inside: Firm,
        settings: Settings,
        host: str,
        edge: tuple[str, ...],
        records: list[tuple[str, str]],
    ) -> None:
        settings.EDGE_ADDRESSES = edge
        address = states.put("waiting", host=host)

        overview = olivia.get(page(address)).context["overview"]

        assert [(each.kind, each.name) for each in overview.records] == records

    @pytest.mark.parametrize(
        ("state", "seconds"),
        [
            ("requested", 2),
            ("waiting", 10),
            ("failing", 10),
            ("active", 0),
            ("lost", 0),
        ],
    )
    def test_it_looks_again_until_it_is_done(
        self, olivia: HostClient, inside: Firm, state: str, seconds: int
    ) -> None:
        html = olivia.get(page(states.put(state))).content.decode()

        assert ("data-hx-trigger" in html) is bool(seconds)
        assert not seconds or f"every {seconds}s" in html

    def test_the_list_costs_the_same_for_one_and_for_ten(
        self, olivia: HostClient, inside: Firm
    ) -> None:
        states.put("active")
        few = statements(olivia, HOME)

        for number in range(10):
            states.put("waiting", host=f"p{number}.example.be")
            states.put("released", host=f"r{number}.example.be")

        assert statements(olivia, HOME) == few

    def test_a_page_costs_little(self, olivia: HostClient, inside: Firm) -> None:
        address = states.put("address-problem")

        assert statements(olivia, page(address)) <= 6


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


class TestRights:
    def test_a_lawyer_looks_and_changes_nothing(
        self, as_user: SignIn, cast: Cast, inside: Firm
    ) -> None:
        laura, address = as_user(cast.laura), states.put("active")

        assert "<form" not in _main(laura.get(HOME).content.decode())
        assert laura.get(page(address)).status_code == 200
        for end in ("check/", "removal/", "primary/"):
            assert laura.post(page(address, end)).status_code == 403
        assert laura.post(f"{HOME}new/", {"host": "a.example.be"}).status_code == 403
        assert laura.post(f"{HOME}platform/primary/").status_code == 403
        assert wishes() == []

    @pytest.mark.parametrize("end", ["", "look/", "check/", "removal/", "primary/"])
    def test_the_other_firms_address_is_404(
        self, as_user: SignIn, cast: Cast, other_cast: Cast, other_firm: Firm, end: str
    ) -> None:
        with scope.scope(other_firm):
            theirs = states.put("active")
        ask = as_user(cast.olivia)

        assert ask.get(page(theirs)).status_code == 404
        send = ask.post if end else ask.get
        assert send(page(theirs, end)).status_code == 404

    def test_an_unknown_address_is_404(self, olivia: HostClient) -> None:
        assert olivia.get(f"{HOME}{uuid4()}/").status_code == 404


def _main(html: str) -> str:
    return html.partition("<main")[2].partition("</main>")[0]
