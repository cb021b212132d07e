"""Somebody in front of a browser, who also sees what people do not look at."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Request, Response, expect

from tests.journeys import look
from tests.journeys.look import Look

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
PATIENCE = 30_000  # milliseconds
BROKEN = 500
REFUSED = "status of 422"  # the browser notes that a form came back
LEFT = "net::ERR_ABORTED"  # a download, or a page that was left


class Person:
    """One browser profile with one tab. `problems` collects whatever was wrong."""

    def __init__(
        self,
        browser: Browser,
        *,
        phone: bool = False,
        scripts: bool = True,
        **options: Any,
    ) -> None:
        size: Any = PHONE if phone else DESK
        self._context = browser.new_context(
            viewport=size,
            has_touch=phone,
            java_script_enabled=scripts,
            accept_downloads=True,
            **options,
        )
        self._context.set_default_timeout(PATIENCE)
        self.page = self._context.new_page()
        self.size = size
        self.is_on_phone, self.has_scripts = phone, scripts
        self.problems: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self._note(f"script: {error}"))
        self.page.on("requestfailed", self._fail)
        self.page.on("response", self._answer)

    def leave(self) -> None:
        """Close the browser."""
        self._context.close()

    def open(self, url: str) -> None:
        """Type an address."""
        self.page.goto(url)

    def follow(self, selector: str) -> None:
        """Press a link or a button that leads to another page."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def fill(self, **typed: str) -> None:
        """Fill in the fields with these names."""
        for name, value in typed.items():
            field = self.page.locator(f"main [name={name}]:not([type=hidden])").first
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def tick(self, *names: str) -> None:
        """Tick boxes."""
        for name in names:
            self.page.locator(f"main [name={name}]").check()

    def see(self, selector: str) -> None:
        """Wait until something is on the page."""
        expect(self.page.locator(selector).first).to_be_visible(timeout=PATIENCE)

    def download(self, selector: str) -> bytes:
        """Press a link to a file; its bytes."""
        with self.page.expect_download() as started:
            self.page.locator(selector).first.click()
        return started.value.path().read_bytes()

    def look(self, *, at: str, ends: str) -> None:
        """Look around on the page `at`, whose title should end so."""
        where = self.page.url.split("?")[0]
        assert where.endswith(at), f"at {self.page.url}, not at {at}: {self.words()}"
        seen = Look(
            title_end=ends,
            is_touched=self.is_on_phone,
            has_scripts=self.has_scripts,
        )
        for problem in look.around(self.page, seen, size=self.size):
            self._note(problem)

    def words(self) -> str:
        """The first words of the page, for the person who must find out why."""
        return " ".join(self.page.inner_text("body").split()[:40])

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and REFUSED not in message.text:
            self._note(f"console: {message.text}")

    def _fail(self, request: Request) -> None:
        if request.failure != LEFT:
            self._note(f"failed: {request.url} {request.failure}")

    def _answer(self, response: Response) -> None:
        if response.status >= BROKEN:
            self._note(f"answered {response.status}: {response.url}")

    def _note(self, problem: str) -> None:
        self.problems.append(f"{self.page.url.split('?')[0]}  {problem}")
