"""A firm asks, a client answers, the firm looks at it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.cases import party_actions
from portal.documents.models import Document
from portal.notifications.models import Announcement
from portal.people.days import today
from portal.requests import actions, answers
from portal.requests.models import (
    Item,
    ItemState,
    Request,
    RequestTemplate,
    State,
    Submission,
)
from tenants.errors import DomainError
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import pdf

SignIn = Callable[..., HostClient]


def ask(cast: Cast, **values: Any) -> Request:
    return actions.ask(
        request=Request(case=cast.sale, title="Papers", **values),
        items=[("Identity card", "front and back"), ("Payslip", "")],
        by=cast.laura,
        at=timezone.now(),
    )


def item(asked: Request, position: int = 0) -> Item:
    return asked.items.select_related("request__case").get(position=position)


def send(client: HostClient, wanted: Item, *contents: bytes) -> Any:
    files = [SimpleUploadedFile(f"{n}.pdf", each) for n, each in enumerate(contents)]
    address = f"/requests/items/{wanted.pk}/"
    return client.post(address, {"files": files, "token": str(uuid4())})


def open_kinds() -> list[str]:
    return sorted(Announcement.objects.open().values_list("kind", flat=True))


def test_a_request_is_answered_sent_back_and_accepted(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    asked = ask(cast)
    sofie, laura = as_user(cast.sofie), as_user(cast.laura)
    for wanted in asked.items.all():
        send(sofie, wanted, pdf())
    desk = f"/desk/requests/items/{item(asked).pk}"

    laura.post(f"{desk}/rejection/", {"reason": "Too dark"})
    page = sofie.get(f"/requests/{asked.pk}/").content.decode()
    assert "Too dark" in page
    send(sofie, item(asked), pdf(2))
    laura.post(f"{desk}/acceptance/", {"kind": "identity"})
    laura.post(f"/desk/requests/{asked.pk}/acceptance/")

    asked.refresh_from_db()
    assert asked.state == State.COMPLETE
    assert Document.objects.filter(kind="identity", folder__name="Papers").count() == 1


def test_the_firm_is_told_once_of_all_that_he_sent(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    asked, client = ask(cast), as_user(cast.sofie)

    send(client, item(asked), pdf(), pdf(2))
    send(client, item(asked, 1), pdf(3))
    assert open_kinds() == ["request.asked", "request.sent"]
    client.post(f"/requests/{asked.pk}/done/")

    assert open_kinds() == ["request.asked", "request.done"]


def test_the_receipt_names_the_hash_of_what_was_sent(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    asked, client = ask(cast), as_user(cast.sofie)
    send(client, item(asked), pdf())

    page = client.get(f"/requests/{asked.pk}/receipt/").content.decode()

    assert Document.objects.get(uploaded_by=cast.sofie.pk).sha256 in page


def test_a_file_with_a_virus_makes_the_item_ask_again(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    asked, client = ask(cast), as_user(cast.sofie)
    send(client, item(asked), pdf())
    document = Document.objects.get(uploaded_by=cast.sofie.pk)

    answers.refuse(document=document.pk)

    assert item(asked).state == ItemState.OPEN
    page = client.get(f"/requests/{asked.pk}/").content.decode()
    assert "Refused: it holds a virus. Please send another file." in page


def test_who_leaves_the_case_loses_what_he_was_asked(cast: Cast, inside: Firm) -> None:
    party = cast.sale.parties.clients().get(contact=cast.sofie_contact)
    asked = ask(cast, party=party, is_for_all=False)
    seen = Request.objects.visible_to(cast.sofie)
    assert asked in seen

    party_actions.remove_party(party=party, by=cast.laura, at=timezone.now())

    assert asked not in seen.all()


def test_nothing_is_sent_to_what_is_over(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    asked, client = ask(cast), as_user(cast.sofie)
    page = f"/requests/{asked.pk}/"
    actions.withdraw(request=asked, by=cast.laura, at=timezone.now())
    assert client.get(page).status_code == 404
    actions.resume(request=asked, by=cast.laura, at=timezone.now())

    type(cast.sale).objects.filter(pk=cast.sale.pk).update(
        closed_at=timezone.now(), closed_on=today()
    )
    send(client, item(asked), pdf())

    assert not Submission.objects.exists()


def test_he_may_remove_what_was_not_accepted(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    asked, client = ask(cast), as_user(cast.sofie)
    send(client, item(asked), pdf())
    file = Submission.objects.get()

    client.post(f"/requests/files/{file.pk}/removal/")

    assert item(asked).state == ItemState.OPEN
    assert not Document.objects.live().filter(uploaded_by=cast.sofie.pk).exists()


def test_reminders_move_with_the_day_and_end_with_the_request(
    cast: Cast, inside: Firm
) -> None:
    asked = ask(cast, due_on=today() + timedelta(days=10))
    reminders = Announcement.objects.open().filter(kind="request.due")
    assert sorted(each.days_before for each in reminders) == [0, 1, 3]

    actions.withdraw(request=asked, by=cast.laura, at=timezone.now())

    assert not reminders.all()


def test_nothing_is_accepted_that_was_not_sent(cast: Cast, inside: Firm) -> None:
    asked = ask(cast)

    with pytest.raises(DomainError):
        actions.accept(item=item(asked), by=cast.laura, at=timezone.now())


def test_a_firm_begins_with_lists_in_four_languages(inside: Firm) -> None:
    for template in RequestTemplate.objects.all():
        counts = {
            len(template.items_in(each).splitlines())
            for each in ("nl", "fr", "de", "en")
        }
        assert len(counts) == 1
        assert 3 <= counts.pop() <= 6
    assert RequestTemplate.objects.exists()
