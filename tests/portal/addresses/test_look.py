"""Each state in a real browser: for everybody, on a phone, a narrow one and a desk.

Pages are made first and shown from memory, by a browser in a thread of its own: its
event loop would make Django refuse queries. With TABLINUM_SHOTS set to a folder,
pictures are kept there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route
from pytest_django.fixtures import Settings

from tenants.models import Firm
from tests import chromium
from tests.cast import Cast
from tests.conftest import HostClient
from tests.journeys import look
from tests.journeys.look import Look
from tests.portal.addresses import states

Made = dict[str, tuple[str, bytes]]
SignIn = Callable[..., HostClient]
HOME = "/desk/settings/portal/addresses/"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
ORIGIN = "http://peeters.localhost"


@pytest.fixture
def made(as_user: SignIn, cast: Cast, inside: Firm, settings: Settings) -> Made:
    """Every page, by its address, and the look of the firm."""
    settings.HTTPS = True
    settings.EDGE_HOST = "edge.tablinum.eu"
    settings.EDGE_ADDRESSES = ("203.0.113.7", "2001:db8::7")
    client = as_user(cast.olivia)
    pages: Made = {}

    def keep(name: str, address: str, status: int = 200, **typed: str) -> None:
        response = client.post(address, typed) if typed else client.get(address)
        assert response.status_code == status
        pages[name] = (response.headers["Content-Type"], response.content)

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
    [theme] = re.findall(rb'"(/theme/\w+\.css)"', pages["list"][1])
    keep(theme.decode(), theme.decode())
    return pages


def _put_several() -> None:
    states.put("active")
    states.put("suspended", host="klant.peeters-partners.be")
    states.put("lost", host="peeters.example")


def show(page: Page, made: Made, name: str) -> None:
    """Open a page that was made."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            assert isinstance(found, str)
            file = Path(found)
            kind, body = TYPES[file.suffix], file.read_bytes()
        else:
            kind, body = made.get(path, made[name])
        route.fulfill(body=body, content_type=kind)

    page.unroute_all()
    page.route("**/*", answer)
    page.goto(f"{ORIGIN}/page/{name}")


@pytest.mark.timeout(300)  # twenty pages, with every rule of axe
@pytest.mark.parametrize(
    ("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"]
)
def test_every_state_can_be_used_by_everybody(
    made: Made, size: dict[str, int], scheme: str
) -> None:
    with ThreadPoolExecutor(1) as pool:
        problems = pool.submit(problems_of_all, made, size, scheme).result()

    assert problems == {}


def problems_of_all(
    made: Made, size: dict[str, int], scheme: str
) -> dict[str, list[str]]:
    """Look at each page."""
    with chromium.launched() as browser:
        page = _page(browser, size, scheme)
        names = [each for each in made if not each.startswith("/")]
        found = {name: problems_of(page, made, name, size) for name in names}
    return {name: problems for name, problems in found.items() if problems}


def problems_of(page: Page, made: Made, name: str, size: Any) -> list[str]:
    show(page, made, name)
    wanted = Look(
        title_end=" - Peeters & Partners", is_touched=size is PHONE, has_scripts=True
    )
    found = look.around(page, wanted, size=size)
    _keep_picture(page, name, size["width"])
    return found


def _page(browser: Browser, size: Any, scheme: Any) -> Page:
    context = browser.new_context(
        viewport=size, has_touch=size is PHONE, color_scheme=scheme
    )
    return context.new_page()


def _keep_picture(page: Page, name: str, width: int) -> None:
    if folder := os.environ.get("TABLINUM_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
