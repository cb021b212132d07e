"""What the worker does after an upload and after a share."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from portal.cases import party_actions as cases
from portal.cases.models import Party
from portal.documents import actions
from portal.documents.models import Document
from portal.documents.tasks import NEWS_HOLD
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tests.cast import Cast
from tests.factories import (
    NO_PASSWORD,
    NOW,
    ContactFactory,
    PartyFactory,
    UserFactory,
    pdf,
    stored_document,
)


@pytest.fixture
def clock() -> time_machine.Coordinates:
    """The clock stands still until it is moved."""
    with time_machine.travel(NOW, tick=False) as coordinates:
        yield coordinates


@pytest.fixture(autouse=True)
def caught_mail(settings: object) -> None:
    """Mail goes to django.core.mail.outbox."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]


def uploaded(content: bytes, cast: Cast) -> Document:
    document = stored_document(content, case=cast.sale)
    actions.outbox.publish("document.uploaded", document=document.pk)
    return document


def test_the_pages_of_a_pdf_are_counted(cast: Cast, inside: Firm) -> None:
    document = uploaded(pdf(pages=7), cast)

    deliver_due()

    document.refresh_from_db()
    assert document.pages == 7


def test_a_broken_pdf_has_no_number_of_pages(cast: Cast, inside: Firm) -> None:
    document = uploaded(b"%PDF-1.7\nbroken", cast)

    assert deliver_due() == 1

    document.refresh_from_db()
    assert document.pages is None


def test_news_reach_the_clients_after_the_hold(
    cast: Cast, inside: Firm, clock: time_machine.Coordinates
) -> None:
    waiting = invited_client(cast)
    actions.share(document=cast.memo, by=cast.laura, at=NOW)

    deliver_due()
    assert mail.outbox == []

    clock.shift(NEWS_HOLD)
    deliver_due()
    assert {message.to[0] for message in mail.outbox} == {
        cast.sofie.email,
        waiting.email,
    }


def invited_client(cast: Cast) -> User:
    """A second client of the sale, who has not chosen a password yet."""
    user = UserFactory(role=Role.CLIENT, password=NO_PASSWORD)
    PartyFactory(case=cast.sale, contact=ContactFactory(user=user))
    return user


def test_news_say_nothing_about_the_case_or_the_document(
    cast: Cast, inside: Firm, clock: time_machine.Coordinates
) -> None:
    share_and_wait(cast, clock)

    message = mail.outbox[0]
    html = str(message.alternatives[0].content)
    assert message.subject == "There is news in your case with Peeters & Partners"
    assert f"/cases/{cast.sale.pk}/" in message.body
    for text in (message.subject, message.body, html):
        for secret in ("Memo", "house", cast.sale.reference, "memo"):
            assert secret not in text


def share_and_wait(cast: Cast, clock: time_machine.Coordinates) -> None:
    actions.share(document=cast.memo, by=cast.laura, at=NOW)
    deliver_due()
    clock.shift(NEWS_HOLD)
    deliver_due()


def test_an_invited_client_is_told_to_choose_a_password_first(
    cast: Cast, inside: Firm, clock: time_machine.Coordinates
) -> None:
    waiting = invited_client(cast)

    share_and_wait(cast, clock)

    bodies = {message.to[0]: message.body for message in mail.outbox}
    assert "not chosen a password" in bodies[waiting.email]
    assert "not chosen a password" not in bodies[cast.sofie.email]


def test_several_shares_make_one_mail(
    cast: Cast, inside: Firm, clock: time_machine.Coordinates
) -> None:
    actions.unshare(document=cast.deed, by=cast.laura, at=NOW)
    actions.share(document=cast.memo, by=cast.laura, at=NOW)
    deliver_due()
    clock.shift(timedelta(seconds=30))
    actions.share(document=cast.deed, by=cast.laura, at=NOW)
    deliver_due()

    clock.shift(NEWS_HOLD)
    deliver_due()
    clock.shift(timedelta(hours=1))
    deliver_due()

    assert len(mail.outbox) == 1


def test_a_share_that_is_taken_back_makes_no_mail(
    cast: Cast, inside: Firm, clock: time_machine.Coordinates
) -> None:
    clock.shift(timedelta(minutes=1))
    later = NOW + timedelta(minutes=1)
    actions.share(document=cast.memo, by=cast.laura, at=later)
    deliver_due()
    actions.unshare(document=cast.memo, by=cast.laura, at=later)

    clock.shift(NEWS_HOLD)
    deliver_due()

    assert mail.outbox == []


def test_who_is_no_longer_party_hears_nothing(
    cast: Cast, inside: Firm, clock: time_machine.Coordinates
) -> None:
    actions.share(document=cast.memo, by=cast.laura, at=NOW)
    deliver_due()
    party = Party.objects.get(case=cast.sale, contact=cast.sofie_contact)
    cases.remove_party(party=party, by=cast.laura, at=NOW)

    clock.shift(NEWS_HOLD)
    deliver_due()

    assert mail.outbox == []


def test_news_come_again_for_what_is_shared_later(
    cast: Cast, inside: Firm, clock: time_machine.Coordinates
) -> None:
    share_and_wait(cast, clock)
    later = stored_document(pdf(), case=cast.sale)
    actions.share(document=later, by=cast.laura, at=NOW + NEWS_HOLD)

    deliver_due()
    clock.shift(NEWS_HOLD)
    deliver_due()

    assert len(mail.outbox) == 2
