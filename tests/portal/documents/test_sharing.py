"""Showing documents to clients: to whom, until when, how, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.cases.models import Party, PartyRole
from portal.documents.events import HOLD
from portal.documents.models import Document, Share, Sharing
from portal.documents.sharing import acts
from portal.documents.sharing.terms import Terms
from portal.notifications.models import Announcement
from portal.people.models import Delegation
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import (
    ClientFactory,
    ContactFactory,
    DocumentFactory,
    PartyFactory,
    UserFactory,
)

SignIn = Callable[..., HostClient]
pytestmark = pytest.mark.usefixtures("inside")
PANEL = "/desk/documents/sharing/"


def second_client(cast: Cast) -> tuple[User, Party]:
    user = ClientFactory(name="Co Client", email="co@example.com")
    contact = ContactFactory(user=user, email=user.email)
    return user, PartyFactory(case=cast.sale, contact=contact, role=PartyRole.CO_CLIENT)


def sees(user: User, document: Document) -> bool:
    return Document.objects.visible_to(user).filter(pk=document.pk).exists()


def share(cast: Cast, *documents: Document, **terms: Any) -> Sharing:
    keys = [each.pk for each in documents or (cast.memo,)]
    done = acts.share(
        documents=keys, terms=Terms(**terms), by=cast.laura, at=timezone.now()
    )
    assert done is not None
    return done


def test_a_chosen_client_sees_it_and_the_other_does_not(cast: Cast) -> None:
    other, party = second_client(cast)
    share(cast, parties=frozenset({party.pk}))

    assert sees(other, cast.memo)
    assert not sees(cast.sofie, cast.memo)


def test_who_reads_for_the_chosen_client_sees_it_too(cast: Cast) -> None:
    _user, party = second_client(cast)
    delegate = UserFactory(role=Role.DELEGATE)
    Delegation.objects.create(
        contact=party.contact, user=delegate, relation="accountant",
        created_by=cast.laura, created_at=timezone.now(), sees_documents=True,
    )  # fmt: skip
    share(cast, parties=frozenset({party.pk}))

    assert sees(delegate, cast.memo)


def test_who_leaves_the_case_or_is_merged_takes_no_share_along(cast: Cast) -> None:
    other, party = second_client(cast)
    share(cast, parties=frozenset({party.pk}))

    party.delete()

    assert not sees(other, cast.memo)
    assert not sees(cast.sofie, cast.memo)


def test_after_the_last_day_it_is_gone_everywhere(as_user: SignIn, cast: Cast) -> None:
    now = timezone.now()
    share(cast, expires_at=now + timedelta(minutes=5))
    browser, file = as_user(cast.sofie), f"/documents/{cast.memo.pk}/file/"
    assert browser.get(file).getvalue() == b"%PDF-1.7 memo peeters"

    with time_machine.travel(now + timedelta(minutes=6)):
        assert browser.get(file).status_code == 404
        for page in ("/documents/", f"/cases/{cast.sale.pk}/", "/"):
            assert cast.memo.title not in browser.get(page).content.decode()
        desk = as_user(cast.bart).get(f"/desk/cases/{cast.sale.pk}/?tab=documents")
        assert "Sharing has ended" in desk.content.decode()


def test_the_panel_says_who_would_see_it_and_shares(
    as_user: SignIn, cast: Cast
) -> None:
    browser = as_user(cast.bart)
    page = browser.get(f"{PANEL}?document={cast.memo.pk}")
    assert cast.sofie_contact.name in page.content.decode()
    assert not sees(cast.sofie, cast.memo)

    done = browser.post(PANEL, {"document": cast.memo.pk, "who": "all", "share": "1"})

    assert sees(cast.sofie, cast.memo)
    assert "Undo" in browser.get(done.url).content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {"who": "chosen"},
        {"who": "chosen", "party": "x"},
        {"who": "all", "until": "2020-01-01"},
    ],
)
def test_a_panel_that_is_not_right_shares_nothing(
    as_user: SignIn, cast: Cast, typed: dict[str, str]
) -> None:
    answer = as_user(cast.bart).post(
        PANEL, {"document": cast.memo.pk, "share": "1", **typed}
    )

    assert answer.status_code == 422
    assert not sees(cast.sofie, cast.memo)


def test_an_undo_puts_back_what_was_before_and_nobody_is_told(
    as_user: SignIn, cast: Cast
) -> None:
    before = Share.objects.get(document=cast.deed)
    done = share(cast, cast.deed, cast.memo, may_download=False)

    as_user(cast.bart).post(f"/desk/documents/sharings/{done.pk}/undo/")

    after = Share.objects.get(document=cast.deed)
    assert (after.may_download, after.shared_at) == (True, before.shared_at)
    assert not sees(cast.sofie, cast.memo)
    assert Announcement.objects.get(subject=done.pk).is_withdrawn


def test_an_undo_of_hiding_shows_them_again(cast: Cast) -> None:
    done = acts.unshare(documents=[cast.deed.pk], by=cast.laura, at=timezone.now())
    assert done is not None
    assert not sees(cast.sofie, cast.deed)

    assert acts.undo(sharing=done, by=cast.laura, at=timezone.now()) == 1

    assert sees(cast.sofie, cast.deed)


def test_too_late_to_undo_says_so_and_changes_nothing(cast: Cast) -> None:
    done = share(cast)

    with pytest.raises(DomainError, match="too late"):
        acts.undo(sharing=done, by=cast.laura, at=done.at + HOLD + timedelta(seconds=1))

    assert sees(cast.sofie, cast.memo)


def test_an_undo_leaves_what_somebody_changed_since(cast: Cast) -> None:
    first = share(cast)
    share(cast, may_download=False)

    assert acts.undo(sharing=first, by=cast.laura, at=timezone.now()) == 0

    assert sees(cast.sofie, cast.memo)


def test_many_cost_as_much_as_few_and_each_stands_in_the_log(cast: Cast) -> None:
    few = [each.pk for each in DocumentFactory.create_batch(5, case=cast.sale)]
    many = [each.pk for each in DocumentFactory.create_batch(500, case=cast.sale)]

    costs = []
    for keys in (few, many):
        with CaptureQueriesContext(connection) as asked:
            acts.share(documents=keys, terms=Terms(), by=cast.laura, at=timezone.now())
        with CaptureQueriesContext(connection) as taken:
            acts.unshare(documents=keys, by=cast.laura, at=timezone.now())
        costs.append((len(asked), len(taken)))

    assert costs[0][0] == costs[1][0]
    assert max(costs[1]) <= 20  # deletion goes in batches of a hundred
    assert Entry.objects.filter(action="document.shared").count() == 505


def test_documents_of_two_cases_are_not_shared_together(cast: Cast) -> None:
    other = DocumentFactory(case=cast.divorce)

    with pytest.raises(DomainError, match="one case"):
        share(cast, cast.memo, other)

    assert not sees(cast.tom, other)


@pytest.mark.parametrize(
    ("mine", "theirs", "answered"),
    [
        ("an@acme.be", "jan@acme.be", 422),
        ("an@acme.be", "an@acme.be", 422),
        ("an@gmail.com", "jan@gmail.com", 302),
        ("an@acme.be", "jan@other.be", 302),
    ],
)
def test_the_other_side_is_stopped_until_somebody_has_checked(
    as_user: SignIn, cast: Cast, mine: str, theirs: str, answered: int
) -> None:
    cast.sofie_contact.email = mine
    cast.sofie_contact.save(update_fields=["email"])
    opponent = ContactFactory(name="Jan Opponent", email=theirs)
    PartyFactory(case=cast.sale, contact=opponent, role=PartyRole.OPPOSING_PARTY)
    browser, sent = (
        as_user(cast.bart),
        {"document": cast.memo.pk, "who": "all", "share": "1"},
    )

    answer = browser.post(PANEL, sent)

    assert answer.status_code == answered
    assert sees(cast.sofie, cast.memo) == (answered == 302)
    if answered == 422:
        assert "Jan Opponent" in answer.content.decode()
        party = Party.objects.get(case=cast.sale, contact=cast.sofie_contact)
        browser.post(PANEL, {**sent, "sure": party.pk})
        assert sees(cast.sofie, cast.memo)
        entry = Entry.objects.get(action="document.shared")
        assert entry.details["despite"] == [str(party.pk)]
