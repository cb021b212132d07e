"""The pages of the firm's rules, as an owner meets them on both screens."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from infra.journey.firm import Firm
from tests.journeys.person import Person
from tests.journeys.test_timeout import sign_in

NETWORKS = "/desk/settings/security/networks/"
PAGES = (
    "/desk/settings/portal/access/",
    "/desk/settings/security/",
    NETWORKS,
    "/desk/settings/roles/",
)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_an_owner_reads_the_rules_and_cannot_lock_himself_out(
    person: Callable[..., Person], firm: Firm, *, phone: bool
) -> None:
    olivia = person(phone=phone)
    olivia.open(f"{firm.url}{PAGES[0]}")
    sign_in(olivia, firm)

    for page in PAGES:
        olivia.open(f"{firm.url}{page}")
        olivia.look(at=page, ends=f" - {firm.name}")
    olivia.open(f"{firm.url}{NETWORKS}")
    olivia.fill(network="198.51.100.0/24", note="Ghent")
    olivia.follow(f"form[action='{NETWORKS}new/'] button")

    assert "lock you out" in olivia.page.locator(".summary").inner_text()
    olivia.look(at=f"{NETWORKS}new/", ends=f" - {firm.name}")
    olivia.open(f"{firm.url}/desk/cases/")
    assert olivia.problems == []
