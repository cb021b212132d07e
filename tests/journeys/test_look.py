"""The look sees what it is there to see."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.journeys import look
from tests.journeys.look import Look
from tests.journeys.person import PHONE

FAULTY = """
<!doctype html><html lang="en"><head><title>Home</title></head><body><main>
<h1>One</h1><h1>Two</h1>
<p>A line with <a href="/">a link</a> in it.</p>
<a href="/" style="display: block; height: 24px">Low</a>
<input type="text"><div style="width: 500px">Wide</div>
</main></body></html>
"""


def test_each_fault_of_a_page_is_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(FAULTY)
    wanted = Look(title_end=" - Peeters", is_touched=True, has_scripts=True)

    found = " | ".join(look.around(page, wanted, size=PHONE))

    page.close()
    assert "title 'Home' does not end with ' - Peeters'" in found
    assert "2 h1" in found
    assert "px sideways at 320 px" in found
    assert "Low</a>" in found
    assert "a link</a>" not in found
    assert "axe: label:" in found
