"""A browser that sees our scripts and styles under the product's own policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.template import engines
from playwright.sync_api import Browser, Page, Route

import portal.ui
from tests import chromium

HOST = "http://firm.localhost"
STATIC = Path(portal.ui.__file__).parent / "static"
POLICY = "; ".join(
    ["default-src 'none'"]
    + [f"{kind}-src 'self'" for kind in ("script", "style", "img", "connect")]
)
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


# Module by module: its event loop would make Django refuse the next module's queries.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium.launched() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty tab; answers of the host come from the test."""
    context = browser.new_context()
    tab = context.new_page()
    tab.route(f"{HOST}/static/**", _static)
    yield tab
    context.close()


@pytest.fixture
def show(page: Page) -> Callable[[str], None]:
    """Open /page/ with this content around our scripts and styles."""

    def opened(content: str) -> None:
        html = document(content)
        page.route(f"{HOST}/page/", lambda route: answer(route, html))
        page.goto(f"{HOST}/page/")

    return opened


def document(content: str) -> str:
    source = "{% extends 'ui/base.html' %}{% load ui %}{% block body %}"
    template = engines["django"].from_string(f"{source}{content}{{% endblock %}}")
    return str(template.render({}))


def answer(route: Route, html: str, *, status: int = 200) -> None:
    headers = {"Content-Security-Policy": POLICY}
    route.fulfill(status=status, body=html, content_type="text/html", headers=headers)


def _static(route: Route) -> None:
    path = STATIC / route.request.url.removeprefix(f"{HOST}/static/")
    route.fulfill(body=path.read_bytes(), content_type=TYPES[path.suffix])
