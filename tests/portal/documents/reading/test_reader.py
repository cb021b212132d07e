"""A client reads a document on its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.documents.models import Document, Share
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import drawn_document
from tests.portal.counting import statements

SignIn = Callable[..., HostClient]


def page(document: Document, *parts: object) -> str:
    return "/".join(["", "documents", str(document.pk), *map(str, parts), ""])


def image(document: Document, number: int = 1) -> str:
    return page(document, "pages", number)


def test_pages_stand_in_order_with_their_size_and_words(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    drawn_document(cast.deed, b"one", b"two")

    html = as_user(cast.sofie).get(page(cast.deed)).content.decode()

    assert 'alt="Page 2 of 2"' in html
    assert 'width="140" height="198" loading="lazy"' in html
    assert f'src="{image(cast.deed, 2)}"' in html
    assert page(cast.deed, "file") in html


def test_many_pages_cost_no_more_statements(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    browser = as_user(cast.sofie)
    preview = drawn_document(cast.deed, b"one")
    browser.get(page(cast.deed))
    few = statements(browser, page(cast.deed))
    preview.delete()
    drawn_document(cast.deed, *[b"page"] * 40)

    many = statements(browser, page(cast.deed))

    assert many == few


def test_an_image_is_the_page_and_nobody_may_store_it(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    drawn_document(cast.deed, b"one", b"two")

    response = as_user(cast.sofie).get(image(cast.deed, 2))

    assert response.content == b"two"
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox"


def test_who_may_not_see_the_document_sees_no_page_of_it(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    drawn_document(cast.deed, b"one")
    drawn_document(cast.memo, b"one")

    assert as_user(cast.tom).get(image(cast.deed)).status_code == 404
    assert as_user(cast.sofie).get(image(cast.memo)).status_code == 404
    assert as_user(cast.sofie).get(page(cast.memo)).status_code == 404


def test_a_share_that_is_over_takes_the_pages_with_it_at_once(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    drawn_document(cast.deed, b"one")
    browser = as_user(cast.sofie)
    assert browser.get(image(cast.deed)).status_code == 200
    Share.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert browser.get(image(cast.deed)).status_code == 404
    assert browser.get(page(cast.deed)).status_code == 404


def test_images_of_what_the_document_was_are_not_shown(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    preview = drawn_document(cast.deed, b"one")
    preview.file = cast.memo.pk
    preview.save()
    browser = as_user(cast.sofie)

    assert browser.get(image(cast.deed)).status_code == 404
    assert browser.get(page(cast.deed)).context["reading"].is_waiting


def test_what_is_for_reading_only_has_pages_and_no_file(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    drawn_document(cast.deed, b"one")
    Share.objects.update(may_download=False)
    browser = as_user(cast.sofie)

    html = browser.get(page(cast.deed)).content.decode()

    assert "did not share the file itself" in html
    assert page(cast.deed, "file") not in html
    assert browser.get(page(cast.deed, "file")).status_code == 404
    assert browser.get(image(cast.deed)).status_code == 200


@pytest.mark.parametrize("content_type", ["application/vnd.oasis.opendocument.text"])
def test_other_files_are_there_to_be_downloaded(
    content_type: str, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    Document.objects.filter(pk=cast.deed.pk).update(content_type=content_type)

    response = as_user(cast.sofie).get(page(cast.deed))

    assert response.context["reading"].state == "none"
    assert page(cast.deed, "file") in response.content.decode()


def test_opening_is_noted_once_an_hour_and_done_on_the_first_page(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    browser = as_user(cast.sofie)
    assert page(cast.deed) in _tasks(browser)

    browser.get(page(cast.deed))
    browser.get(page(cast.deed))

    entry = Entry.objects.get(action="document.opened")
    assert (entry.target_id, entry.actor_id) == (cast.deed.pk, cast.sofie.pk)
    assert entry.details["version"] == 1
    assert page(cast.deed) not in _tasks(browser)


def _tasks(browser: HostClient) -> list[str]:
    return [task.url for task in browser.get("/").context["tasks"]]
