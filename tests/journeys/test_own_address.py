"""A firm brings its own domain, with nobody's help: real workers, DNS and browser."""

from __future__ import annotations

import http.client

import pytest

from infra.journey.firm import PASSWORD, Firm
from tests.journeys.conftest import NewPerson
from tests.journeys.person import Person
from tests.journeys.running import RunningPlatform

pytestmark = pytest.mark.timeout(300)

ADDRESSES = "/desk/settings/portal/addresses/"
EDGE, EDGE_V4, OLD = "edge.localhost", "127.0.0.1", "185.12.80.4"


def come_to_the_desk(olivia: Person, firm: Firm) -> None:
    olivia.open(f"{firm.url}/sign-in/")
    olivia.page.locator("main [name$=username]").fill(firm.owner_email)
    olivia.page.locator("main [name$=password]").fill(PASSWORD)
    olivia.follow("main form button:not([type=button])")


def values(olivia: Person) -> dict[str, str]:
    """The records that the page asks for, by type, as a person copies them."""
    return {
        row.locator("td").nth(0).inner_text(): row.locator(
            "td:nth-child(3) [data-copy]"
        ).get_attribute("data-copy")
        or ""
        for row in olivia.page.locator("#standing tbody tr").all()
    }


def test_a_firm_gets_its_own_address(
    platform: RunningPlatform, person: NewPerson, firm: Firm, mark: str
) -> None:
    host, names = f"portal.{mark}.be", platform.names
    names.set(EDGE, "A", EDGE_V4)
    names.set(host, "A", OLD)
    olivia = person()
    come_to_the_desk(olivia, firm)

    olivia.follow(f"nav a[href='{ADDRESSES.removesuffix('portal/addresses/')}']")
    olivia.follow(f"main a[href='{ADDRESSES}']")
    olivia.fill(host=f"https://{host}/")
    olivia.follow("main form[action$='/new/'] button")
    olivia.see(f"text={host} still points to {OLD}.")
    records = values(olivia)
    assert records["CNAME"] == EDGE
    olivia.look(at="/", ends=f" - {firm.name}")

    # The page sees by itself what the firm's IT person does meanwhile.
    names.set(f"_tablinum-challenge.{host}", "TXT", f'"{records["TXT"]}"')
    olivia.see("text=The address is yours")
    names.clear(host, "A")
    names.set(host, "CNAME", f"{EDGE}.")
    olivia.see("text=This is the main address of your portal.")
    assert olivia.page.locator("[data-hx-trigger]").count() == 0

    assert answer(platform, host) == 200
    assert olivia.problems == []


def answer(platform: RunningPlatform, host: str) -> int:
    """The status of the sign-in page on this host."""
    address, port = platform.address.split(":")
    connection = http.client.HTTPConnection(address, int(port), timeout=10)
    try:
        connection.request("GET", "/sign-in/", headers={"Host": host})
        return connection.getresponse().status
    finally:
        connection.close()
