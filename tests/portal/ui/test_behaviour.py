"""What app.js adds to a page, seen in a real browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.portal.ui.conftest import HOST

Show = Callable[[str], None]

STEPS = """
<div data-progress-url="/progress/" data-was="running">
  <p role="status"></p>
  <ol>
    <li data-step="schema" data-state="running"><h2>Room</h2></li>
    <li data-step="key" data-state="waiting"><h2>Key</h2></li>
  </ol>
</div>
"""
ADDRESS = """
<form data-check-url="/check/">
  <input name="firm_name"><input name="slug"><p data-answer></p>
</form>
"""


THREE_PRESSES = """
(() => {
  const button = document.querySelector("button");
  for (let press = 0; press < 3; press++) button.click();
  return button.className;
})()
"""


class Held:
    """A server that does not answer, and counts who asks."""

    requests = 0

    def __call__(self, route: Route) -> None:
        self.requests += 1


def test_a_form_pressed_thrice_is_sent_once_and_shows_busy(
    page: Page, show: Show
) -> None:
    held = Held()
    page.route(f"{HOST}/send/", held)
    show('<form method="post" action="/send/"><button>Send</button></form>')

    look = page.evaluate(THREE_PRESSES)

    page.wait_for_timeout(200)
    assert look == "busy"
    assert held.requests == 1


def test_the_error_summary_has_the_focus(page: Page, show: Show) -> None:
    show('<h1>Sign in</h1><section tabindex="-1" data-focus>Look again</section>')

    expect(page.get_by_text("Look again")).to_be_focused()


def test_steps_change_as_they_happen(page: Page, show: Show) -> None:
    steps = [{"key": "schema", "state": "done"}, {"key": "key", "state": "running"}]
    page.route(
        f"{HOST}/progress/",
        lambda route: route.fulfill(json={"state": "running", "steps": steps}),
    )

    show(STEPS)

    expect(page.locator("[data-step=schema]")).to_have_attribute("data-state", "done")
    expect(page.get_by_role("status")).to_have_text("Key")


def test_the_end_of_the_steps_loads_the_page_that_says_so(
    page: Page, show: Show
) -> None:
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    page.route(
        f"{HOST}/progress/",
        lambda route: route.fulfill(json={"state": "done", "steps": []}),
    )

    show(STEPS)

    with page.expect_navigation():
        pass
    assert loads[:2] == [f"{HOST}/page/", f"{HOST}/page/"]


def test_an_address_is_proposed_and_checked_while_one_types(
    page: Page, show: Show
) -> None:
    page.route(
        f"{HOST}/check/?slug=cabinet-ernst",
        lambda route: route.fulfill(json={"available": True, "message": "It is free."}),
    )
    show(ADDRESS)

    page.fill("[name=firm_name]", "Cabinet Érnst")

    expect(page.locator("[name=slug]")).to_have_value("cabinet-ernst")
    expect(page.get_by_text("It is free.")).to_have_class("check ok")


def test_the_pages_break_no_rule_of_the_policy(page: Page, show: Show) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    show('{% include "ui/_htmx.html" %}<h1>{% icon "doc" %}Documents</h1>')
    page.wait_for_timeout(200)

    assert complaints == []
