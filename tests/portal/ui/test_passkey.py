"""What passkey.js does with a form, seen in a real browser without a device."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.portal.ui.conftest import HOST, answer, document

Show = Callable[[str], None]
FORM = """
<form method="post" action="/send/" novalidate data-passkey="create"
  data-options='{"challenge": "AAAA", "user": {"id": "AAAA"}}'>
  <input name="name" required><input type="hidden" name="answer">
  <p data-passkey-problem hidden>The device did not answer.</p>
  <button>Make it</button>
</form>
{% load static %}<script src="{% static 'ui/passkey.js' %}" defer></script>
"""


@pytest.fixture
def sent(page: Page, show: Show) -> list[str]:
    """A form for a new passkey, and what came of it."""
    bodies: list[str] = []

    def take(route: Route) -> None:
        bodies.append(route.request.post_data or "")
        answer(route, document("<h1>Taken</h1>"))

    page.route(f"{HOST}/send/", take)
    show(FORM)
    return bodies


def test_without_a_name_the_device_is_not_asked(page: Page, sent: list[str]) -> None:
    page.click("button")

    expect(page.get_by_role("heading", name="Taken")).to_be_visible()
    assert sent == ["name=&answer="]


def test_a_device_that_does_not_answer_is_told(page: Page, sent: list[str]) -> None:
    page.fill("[name=name]", "Phone")

    page.click("button")

    expect(page.get_by_text("The device did not answer.")).to_be_visible()
    assert sent == []
