"""What is told, once, and what an undo empties."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from portal.documents.models import Document, Share
from portal.notifications import actions
from portal.notifications.models import Announcement, Letter, Notice
from portal.notifications.registry import Kind
from tests.cast import Cast
from tests.factories import NOW
from tests.portal.notifications.conftest import Wait
from tests.portal.notifications.kinds import HELD, IN_SIGHT, NEWS, OTHER_MAIL, WORK

pytestmark = pytest.mark.usefixtures("inside")


def tell(kind: Kind, document: Document, cast: Cast) -> None:
    actions.tell(
        kind, subject=document.pk, place=document.case_id, by=cast.laura,
        at=timezone.now(),
    )  # fmt: skip


def withdraw(kind: Kind, document: Document) -> None:
    actions.withdraw(kind, subject=document.pk, at=timezone.now())


def test_news_reaches_who_may_read_it(cast: Cast, wait: Wait) -> None:
    tell(NEWS, cast.deed, cast)

    assert wait() == [cast.sofie.email]
    assert f"/cases/{cast.sale.pk}/" in mail.outbox[0].body


def test_it_reaches_nobody_twice(cast: Cast, wait: Wait) -> None:
    tell(NEWS, cast.deed, cast)
    tell(NEWS, cast.deed, cast)
    wait()

    assert wait(days=1) == []
    assert len(mail.outbox) == 1


def test_who_did_it_is_not_told(cast: Cast, wait: Wait) -> None:
    actions.tell(WORK, subject=cast.sale.pk, place=cast.sale.pk, by=cast.laura, at=NOW)

    assert wait() == [cast.bart.email, cast.olivia.email]


def test_what_did_itself_is_told_to_all(cast: Cast, wait: Wait) -> None:
    actions.tell(WORK, subject=cast.sale.pk, place=cast.sale.pk, by=None, at=NOW)

    assert len(wait()) == 3


def test_what_is_held_waits(cast: Cast, wait: Wait) -> None:
    tell(HELD, cast.deed, cast)

    assert wait(minutes=9, seconds=59) == []
    assert wait(seconds=1) == [cast.sofie.email]


def test_an_undo_within_the_hold_empties_it(cast: Cast, wait: Wait) -> None:
    tell(HELD, cast.deed, cast)
    wait(minutes=9)
    withdraw(HELD, cast.deed)

    assert wait(days=1) == []
    assert Announcement.objects.get().is_withdrawn
    assert not Notice.objects.exists()


def test_what_is_done_again_after_an_undo_is_told(cast: Cast, wait: Wait) -> None:
    tell(HELD, cast.deed, cast)
    withdraw(HELD, cast.deed)
    wait(minutes=5)
    tell(HELD, cast.deed, cast)

    assert wait(minutes=5) == []
    assert wait(minutes=5) == [cast.sofie.email]


def test_a_change_that_fails_tells_nobody(cast: Cast, wait: Wait) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(NEWS, cast.deed, cast)
        raise ZeroDivisionError

    assert wait() == []
    assert not Announcement.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_telling_without_a_transaction_is_refused(cast: Cast) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        tell(NEWS, cast.deed, cast)

    assert not Announcement.objects.exists()


def test_within_five_minutes_of_a_mail_news_waits_for_their_end(
    cast: Cast, wait: Wait, memo_too: Share
) -> None:
    tell(NEWS, cast.deed, cast)
    wait()
    wait(minutes=1)
    tell(NEWS, cast.memo, cast)

    assert wait(minutes=3, seconds=59) == []
    assert wait(seconds=1) == [cast.sofie.email]


def test_everything_of_five_minutes_is_one_mail(
    cast: Cast, wait: Wait, memo_too: Share
) -> None:
    tell(NEWS, cast.deed, cast)
    tell(NEWS, cast.memo, cast)
    wait()
    for _ in range(4):
        wait(minutes=1)
        tell(NEWS, cast.deed, cast)

    assert wait(minutes=1) == [cast.sofie.email]
    assert wait(days=1) == []
    assert len(mail.outbox) == 2


def test_an_undo_reaches_what_waits_for_the_five_minutes(
    cast: Cast, wait: Wait, memo_too: Share
) -> None:
    tell(NEWS, cast.deed, cast)
    wait()
    tell(NEWS, cast.memo, cast)
    wait(minutes=1)
    withdraw(NEWS, cast.memo)

    assert wait(minutes=5) == []
    assert Letter.objects.filter(outcome="nothing").count() == 1


def test_two_kinds_in_one_place_share_a_mail(
    cast: Cast, wait: Wait, memo_too: Share
) -> None:
    tell(HELD, cast.deed, cast)
    wait(minutes=9)
    wait(minutes=1)
    tell(NEWS, cast.memo, cast)

    wait(minutes=1)
    assert len(mail.outbox) == 1
    wait(minutes=5)
    assert len(mail.outbox) == 2


def test_kinds_with_different_mails_do_not(cast: Cast, wait: Wait) -> None:
    tell(NEWS, cast.deed, cast)
    tell(OTHER_MAIL, cast.deed, cast)

    assert wait() == [cast.sofie.email] * 2


def test_what_stands_in_sight_while_it_is_held_is_told_by_another_mail(
    cast: Cast, wait: Wait, memo_too: Share
) -> None:
    tell(IN_SIGHT, cast.memo, cast)
    wait(minutes=1)
    tell(NEWS, cast.deed, cast)

    assert wait() == [cast.sofie.email]
    assert wait(days=1) == []


def test_what_is_hidden_while_it_is_held_gets_its_own_mail(
    cast: Cast, wait: Wait, memo_too: Share
) -> None:
    tell(HELD, cast.memo, cast)
    wait(minutes=1)
    tell(NEWS, cast.deed, cast)

    assert wait() == [cast.sofie.email]
    assert wait(minutes=9) == [cast.sofie.email]


def test_an_undo_of_the_first_leaves_the_hold_of_the_second(
    cast: Cast, wait: Wait, memo_too: Share
) -> None:
    tell(IN_SIGHT, cast.deed, cast)
    wait(minutes=5)
    tell(IN_SIGHT, cast.memo, cast)
    withdraw(IN_SIGHT, cast.deed)

    assert wait(minutes=9) == []
    assert wait(minutes=1) == [cast.sofie.email]


def test_a_worker_that_was_down_at_that_minute_tells_it_later(
    cast: Cast, wait: Wait
) -> None:
    tell(HELD, cast.deed, cast)

    assert wait(days=3) == [cast.sofie.email]
