"""Pages that were made before, looked at in a real browser from memory.

The browser works in a thread of its own: its event loop would make Django refuse
queries. With TABLINUM_SHOTS set to a folder, pictures are kept there.
"""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

from tests import chromium
from tests.conftest import HostClient
from tests.journeys import look
from tests.journeys.look import Look

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
ORIGIN, ENDS = "http://peeters.localhost", " - Peeters & Partners"
THEME = re.compile(rb'"(/theme/\w+\.css)"')

Shown = tuple[str, bytes]


@dataclass
class Album:
    """Pages of Peeters & Partners by their names, and the look of the firm."""

    pages: dict[str, Shown] = field(default_factory=dict)
    themes: dict[str, Shown] = field(default_factory=dict)

    def keep(self, name: str, response: Any) -> None:
        """Put a page in, with the theme that it names."""
        self.pages[name] = _shown(response)
        for found in THEME.findall(response.content):
            if (path := found.decode()) not in self.themes:
                host = response.wsgi_request.get_host()
                self.themes[path] = _shown(HostClient(host).get(path))

    def problems(self, size: dict[str, int], scheme: str) -> dict[str, list[str]]:
        """What is wrong with which page, on such a screen."""
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(self._look_at_all, size, scheme).result()

    def _look_at_all(self, size: dict[str, int], scheme: str) -> dict[str, list[str]]:
        with chromium.launched() as browser:
            page = _tab(browser, size, scheme)
            found = {name: self._look(page, name, size) for name in self.pages}
        return {name: problems for name, problems in found.items() if problems}

    def _look(self, page: Page, name: str, size: Any) -> list[str]:
        self._show(page, name)
        wanted = Look(title_end=ENDS, is_touched=size is PHONE, has_scripts=True)
        found = look.around(page, wanted, size=size)
        if folder := os.environ.get("TABLINUM_SHOTS"):
            file = Path(folder) / f"{name}-{size['width']}.png"
            page.screenshot(path=file, full_page=True)
        return found

    def _show(self, page: Page, name: str) -> None:
        def answer(route: Route) -> None:
            path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
            is_file = path.startswith("/static/")
            kind, body = (
                _file(path) if is_file else self.themes.get(path, self.pages[name])
            )
            route.fulfill(body=body, content_type=kind)

        page.unroute_all()
        page.route("**/*", answer)
        page.goto(f"{ORIGIN}/page/")


def _tab(browser: Browser, size: Any, scheme: Any) -> Page:
    context = browser.new_context(
        viewport=size, has_touch=size is PHONE, color_scheme=scheme
    )
    return context.new_page()


def _file(path: str) -> Shown:
    found = finders.find(path.removeprefix("/static/"))
    assert isinstance(found, str)
    return TYPES[Path(found).suffix], Path(found).read_bytes()


def _shown(response: Any) -> Shown:
    return response.headers["Content-Type"], response.content
