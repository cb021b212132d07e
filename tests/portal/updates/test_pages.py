"""Updates on the pages of staff and clients."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from portal.notifications.models import Announcement
from portal.updates.models import HOLD, NextUpdate, Update
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import DocumentFactory, PartyFactory, UpdateFactory
from tests.portal.updates.conftest import LATER, NOW, Post

SignIn = Callable[..., HostClient]
pytestmark = pytest.mark.usefixtures("inside")
TEXT = {"title": "News", "body": "All is **well**"}


def tab(cast: Cast) -> str:
    return f"/desk/cases/{cast.sale.pk}/?tab=updates"


def new(cast: Cast) -> str:
    return f"/desk/cases/{cast.sale.pk}/updates/"


def test_staff_write_share_and_take_back(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    browser = as_user(cast.bart)

    answer = browser.post(new(cast), {**TEXT, "sharing": "shared"})

    assert answer.url == tab(cast)
    page = browser.get(answer.url).content.decode()
    assert "<strong>well</strong>" in page
    update = Update.objects.get()
    assert update.is_held

    browser.post(f"/desk/updates/{update.pk}/removal/")

    assert "<strong>well</strong>" not in browser.get(tab(cast)).content.decode()


def test_a_second_press_saves_and_tells_once(as_user: SignIn, cast: Cast) -> None:
    browser = as_user(cast.bart)
    form = browser.get(tab(cast)).content.decode()
    key = form.split('name="key" value="')[1].split('"')[0]
    typed = {**TEXT, "key": key, "sharing": "shared"}

    answers = [browser.post(new(cast), typed) for _press in range(2)]

    assert [answer.url for answer in answers] == [tab(cast)] * 2
    assert str(Update.objects.get().pk) == key
    assert Announcement.objects.filter(subject=key).count() == 1


def test_a_preview_shows_the_text_keeps_what_was_typed_and_saves_nothing(
    as_user: SignIn, cast: Cast
) -> None:
    page = as_user(cast.bart).post(
        new(cast), {**TEXT, "sharing": "shared", "preview": "1"}
    )

    assert page.status_code == 200
    assert "<strong>well</strong>" in page.content.decode()
    assert "All is **well**</textarea>" in page.content.decode()
    assert not Update.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"body": ""}, "body"),
        ({"body": "x" * 20_001}, "body"),
        ({"title": "x" * 121}, "title"),
        ({"next_on": "2026-01-01"}, "next_on"),
        ({"sharing": "everybody"}, "sharing"),
        ({"attachments": "no key"}, "attachments"),
    ],
)
def test_what_is_wrong_is_told(
    as_user: SignIn, cast: Cast, sent: dict[str, str], field: str
) -> None:
    answer = as_user(cast.bart).post(new(cast), {**TEXT, "sharing": "shared", **sent})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Update.objects.exists()


def test_somebody_is_warned_once_of_a_document_that_readers_cannot_open(
    as_user: SignIn, cast: Cast
) -> None:
    browser = as_user(cast.bart)
    sent = {**TEXT, "sharing": "shared", "attachments": [cast.deed.pk, cast.memo.pk]}

    warned = browser.post(new(cast), sent)
    assert warned.status_code == 200
    assert warned.context["form"].closed_documents == [cast.memo]
    assert not Update.objects.exists()

    assert browser.post(new(cast), {**sent, "seen": "1"}).status_code == 302
    assert Update.objects.get().attachments.count() == 2


def test_a_document_of_another_case_is_not_offered(as_user: SignIn, cast: Cast) -> None:
    other = DocumentFactory(case=cast.divorce)

    answer = as_user(cast.bart).post(new(cast), {**TEXT, "attachments": other.pk})

    assert answer.status_code == 422


def test_an_old_document_of_many_is_found_and_stays_chosen(
    as_user: SignIn, cast: Cast
) -> None:
    for number in range(25):
        DocumentFactory(
            case=cast.sale,
            title=f"Letter {number}",
            uploaded_at=NOW + timedelta(days=number),
        )
    browser, sent = as_user(cast.bart), {**TEXT, "attachments": cast.deed.pk}

    first = browser.get(new(cast)).content.decode()
    found = browser.post(new(cast), {**sent, "find": "letter 3", "look": "1"})

    assert "Letter 24" in first
    assert "Letter 3 " not in first
    page = found.content.decode()
    assert found.status_code == 200
    assert "Letter 3 " in page
    assert "Letter 24" not in page
    assert f'value="{cast.deed.pk}"' in page
    assert not Update.objects.exists()


def test_a_client_reads_the_text_and_opens_only_what_is_shared_with_him(
    as_user: SignIn, cast: Cast, post: Post, clock: time_machine.Coordinates
) -> None:
    post("Read the *deed*.", attachments=[cast.deed, cast.memo], is_shared=True)
    post("Never for clients.")

    for path in ("", "updates/"):
        page = _at(clock, as_user(cast.sofie), f"/cases/{cast.sale.pk}/{path}")
        assert "Read the <em>deed</em>." in page
        assert str(cast.deed.pk) in page
        assert str(cast.memo.pk) not in page
        assert "Never for clients" not in page


def test_what_was_said_before_is_for_the_firm(
    as_user: SignIn, cast: Cast, told: Update, clock: time_machine.Coordinates
) -> None:
    clock.move_to(LATER)
    as_user(cast.bart).post(
        f"/desk/updates/{told.pk}/", {"body": "Put off.", "sharing": "shared"}
    )

    history = as_user(cast.bart).get(f"/desk/updates/{told.pk}/history/")
    page = as_user(cast.sofie).get(f"/cases/{cast.sale.pk}/").content.decode()

    assert "A date at the notary" in history.content.decode()
    assert "A date at the notary" not in page
    assert "Changed on" in page


def test_a_french_client_reads_by_when_he_hears_again(
    as_user: SignIn, cast: Cast, told: Update, clock: time_machine.Coordinates
) -> None:
    cast.sofie.language = "fr"
    cast.sofie.save(update_fields=["language"])

    page = _at(clock, as_user(cast.sofie), f"/cases/{cast.sale.pk}/")

    assert "lundi 21 décembre" in page


def test_a_day_that_is_over_is_not_promised_again(
    as_user: SignIn, cast: Cast, clock: time_machine.Coordinates
) -> None:
    NextUpdate.objects.filter(case=cast.sale).update(
        due_on=NOW.date() - timedelta(days=1)
    )
    browser = as_user(cast.sofie)

    assert "You hear from us" not in browser.get("/cases/").content.decode()
    for path in ("/", f"/cases/{cast.sale.pk}/"):
        page = browser.get(path).content.decode()
        assert "You hear from us" not in page
        assert "will do so soon" in page


def test_the_list_of_what_is_due_is_mine_or_everybodys(
    as_user: SignIn, cast: Cast, clock: time_machine.Coordinates
) -> None:
    NextUpdate.objects.filter(case=cast.sale).update(
        due_on=NOW.date() - timedelta(days=3)
    )
    laura, bart = as_user(cast.laura), as_user(cast.bart)

    assert "3 days late" in laura.get("/desk/updates/").content.decode()
    assert "3 days late" in laura.get("/desk/").content.decode()
    assert "3 days late" not in bart.get("/desk/updates/").content.decode()
    assert "3 days late" in bart.get("/desk/updates/?who=all").content.decode()


def test_lists_cost_the_same_for_few_rows_and_for_many(
    as_user: SignIn, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    desk, portal = as_user(cast.laura), as_user(cast.sofie)
    now = timezone.now()
    for _ in range(25):
        update = UpdateFactory(case=cast.sale, shared_at=now - HOLD)
        update.attachments.create(document=cast.deed)
        PartyFactory(case__responsible=cast.laura)
    NextUpdate.objects.update(due_on=now.date())

    pages = [
        (desk, "/desk/updates/", 11),
        (portal, f"/cases/{cast.sale.pk}/updates/", 11),
        (desk, tab(cast), 24),
        (portal, f"/cases/{cast.sale.pk}/", 18),
    ]
    for browser, path, most in pages:
        browser.get(path)
        with django_assert_max_num_queries(most):
            assert browser.get(path).status_code == 200


def _at(clock: time_machine.Coordinates, browser: HostClient, path: str) -> str:
    clock.move_to(LATER)
    return browser.get(path).content.decode()
