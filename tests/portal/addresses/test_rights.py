"""Who may look at addresses, and who may change them."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tenants import scope
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.addresses import states
from tests.portal.addresses.desk import HOME, SignIn, page, wishes


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
