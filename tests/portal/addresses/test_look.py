"""Each state in a real browser: for everybody, on a phone, a narrow one and a desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.addresses import states
from tests.portal.album import DESK, PHONE, Album

SignIn = Callable[..., HostClient]
HOME = "/desk/settings/portal/addresses/"


@pytest.fixture
def made(as_user: SignIn, cast: Cast, inside: Firm, settings: Settings) -> Album:
    """Every page, by its name."""
    settings.HTTPS = True
    settings.EDGE_HOST = "edge.tablinum.eu"
    settings.EDGE_ADDRESSES = ("203.0.113.7", "2001:db8::7")
    client = as_user(cast.olivia)
    album = Album()

    def keep(name: str, address: str, status: int = 200, **typed: str) -> None:
        response = client.post(address, typed) if typed else client.get(address)
        assert response.status_code == status
        album.keep(name, response)

    keep("settings", "/desk/settings/")
    keep("list-empty", HOME)
    keep("add-refused", f"{HOME}new/", 422, host="co.uk")
    for state in states.STATES:
        address = states.put(state)
        keep(state, f"{HOME}{address.pk}/")
        if state == "active":
            keep("removal", f"{HOME}{address.pk}/removal/")
        address.delete()
    apex = states.put("waiting", host="peeters-partners.be")
    keep("apex", f"{HOME}{apex.pk}/")
    _put_several()
    keep("list", HOME)
    return album


def _put_several() -> None:
    states.put("active")
    states.put("suspended", host="klant.peeters-partners.be")
    states.put("lost", host="peeters.example")


@pytest.mark.timeout(300)  # twenty pages, with every rule of axe
@pytest.mark.parametrize(
    ("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"]
)
def test_every_state_can_be_used_by_everybody(
    made: Album, size: dict[str, int], scheme: str
) -> None:
    assert made.problems(size, scheme) == {}
