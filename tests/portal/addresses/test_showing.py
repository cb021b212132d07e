"""Each state of an address has a page that says what is so."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from tenants.models import Firm
from tests.conftest import HostClient
from tests.portal.addresses import states
from tests.portal.addresses.desk import HOME, page
from tests.portal.addresses.states import HOST
from tests.portal.counting import statements


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

        assert statements(olivia, page(address)) <= 8
