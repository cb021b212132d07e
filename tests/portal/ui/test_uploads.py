"""Files that are sent one by one, seen in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string
from playwright.sync_api import Locator, Page, Route, expect

from portal.documents.forms import FilesField
from tests.portal.ui.conftest import HOST, answer, document

Show = Callable[[str], None]


class Upload(forms.Form):
    files = FilesField()
    largest = 1000


def form() -> str:
    context = {"upload_form": Upload(), "url": "/upload/", "label": "Upload"}
    return render_to_string(
        "documents/_upload_form.html", {**context, "refresh": "list"}
    )


@pytest.fixture
def shown(page: Page, show: Show) -> Page:
    show(f'{form()}<ul id="list"></ul>')
    return page


def choose(page: Page, *names: str, size: int = 9) -> None:
    chosen: list[Any] = [
        {"name": name, "mimeType": "application/pdf", "buffer": b"%" * size}
        for name in names
    ]
    page.set_input_files("input[multiple], input[type=file] >> nth=0", chosen)


def row(page: Page, name: str) -> Locator:
    return page.locator(".sending", has_text=name)


def test_what_arrived_is_in_the_list_and_what_is_refused_says_why(
    shown: Page,
) -> None:
    def serve(route: Route) -> None:
        if b"bad.pdf" in (route.request.post_data_buffer or b""):
            route.fulfill(status=422, json={"problems": ["bad.pdf is empty."]})
        else:
            route.fulfill(json={"files": [{"name": "a", "scan": "clean"}]})

    shown.route(f"{HOST}/upload/", serve)
    renewed = document('<ul id="list"><li>deed.pdf is here</li></ul>')
    shown.route(f"{HOST}/page/", lambda route: answer(route, renewed))

    choose(shown, "bad.pdf", "deed.pdf")

    expect(shown.locator("#list")).to_have_text("deed.pdf is here")
    expect(row(shown, "bad.pdf")).to_contain_text("bad.pdf is empty.")
    expect(shown.locator(".sending")).to_have_count(1)


def test_a_lost_connection_is_tried_again_with_the_same_token(shown: Page) -> None:
    asked: list[bytes] = []

    def serve(route: Route) -> None:
        asked.append(route.request.post_data_buffer or b"")
        if len(asked) == 1:
            route.abort()
        else:
            route.fulfill(json={"files": [{"name": "a", "scan": "waiting"}]})

    shown.route(f"{HOST}/upload/", serve)
    choose(shown, "deed.pdf")
    expect(row(shown, "deed.pdf")).to_contain_text("The connection was lost")

    shown.click("text=Try again")

    expect(shown.locator(".sending")).to_have_count(0)
    assert len(asked) == 2


def test_an_upload_can_be_cancelled_and_the_next_one_goes_on(shown: Page) -> None:
    def serve(route: Route) -> None:
        if b"second.pdf" in (route.request.post_data_buffer or b""):
            route.fulfill(status=422, json={"problems": ["No."]})

    shown.route(f"{HOST}/upload/", serve)
    choose(shown, "first.pdf", "second.pdf")

    row(shown, "first.pdf").get_by_role("button", name="Cancel").click()

    expect(row(shown, "first.pdf")).to_contain_text("Cancelled")
    expect(row(shown, "second.pdf")).to_contain_text("No.")


def test_one_that_is_too_large_is_not_sent(shown: Page) -> None:
    choose(shown, "long.pdf", size=1001)

    expect(row(shown, "long.pdf")).to_contain_text("too large")
