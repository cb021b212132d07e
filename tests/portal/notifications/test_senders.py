"""Several workers, and one that is killed: one letter is one mail."""

from __future__ import annotations

import email
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils import timezone

from portal.notifications import actions, letters, mails, sending, spreading
from portal.notifications.models import Announcement, Letter, Notice
from tenants import scope
from tenants.models import Firm
from tests.cast import Cast
from tests.factories import PartyFactory
from tests.portal.notifications.kinds import NEWS

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 6


def tell(firm: Firm, cast: Cast) -> None:
    with scope.scope(firm), transaction.atomic():
        actions.tell(
            NEWS, subject=cast.deed.pk, place=cast.sale.pk, by=cast.laura,
            at=timezone.now(),
        )  # fmt: skip


def at_once(firm: Firm, *works: Callable[[], None]) -> None:
    """A worker for each of these, in the same moment, with its own transaction."""
    barrier = Barrier(len(works))

    def one(work: Callable[[], None]) -> None:
        try:
            with scope.scope(firm):
                connection.ensure_connection()
                barrier.wait(timeout=60)
                with transaction.atomic():
                    work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        for each in [pool.submit(one, work) for work in works]:
            each.result()


def spread_of(firm: Firm) -> Callable[[], None]:
    """The work on the one announcement that is open."""
    with scope.scope(firm):
        key = Announcement.objects.open().get().pk
    return lambda: spreading.spread(key, at=timezone.now())


def send_of(firm: Firm) -> Callable[[], None]:
    """The work on the one letter there is, once it was made."""
    with scope.scope(firm), transaction.atomic():
        spread_of(firm)()
        key = Letter.objects.get().pk
    return lambda: sending.send(key, at=timezone.now())


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """The letters that were mailed, by a slow mail server."""
    found: list[UUID] = []

    def slowly(letter: Letter, *, path: str) -> None:
        time.sleep(0.1)
        found.append(letter.recipient_id)

    monkeypatch.setattr(mails, "news", slowly)
    return found


def test_of_many_senders_one_mails(firm: Firm, cast: Cast, sent: list[UUID]) -> None:
    tell(firm, cast)
    send = send_of(firm)

    at_once(firm, *[send] * WORKERS)

    assert sent == [cast.sofie.pk]


def test_of_many_spreaders_one_makes_the_notices(firm: Firm, cast: Cast) -> None:
    with scope.scope(firm):
        PartyFactory(case=cast.sale, contact=cast.tom_contact)
    tell(firm, cast)

    at_once(firm, *[spread_of(firm)] * WORKERS)

    with scope.scope(firm):
        assert Notice.objects.count() == Letter.objects.count() == 2


def test_news_that_comes_while_a_letter_is_sent_waits_for_the_next(
    firm: Firm, cast: Cast, sent: list[UUID]
) -> None:
    tell(firm, cast)
    send = send_of(firm)
    tell(firm, cast)
    spread = spread_of(firm)

    def spread_meanwhile() -> None:
        time.sleep(0.05)  # the other one is at the mail server
        spread()

    at_once(firm, send, spread_meanwhile)

    with scope.scope(firm):
        first, later = Letter.objects.order_by("due_at")
        assert (first.outcome, later.outcome) == ("sent", "")
        assert later.due_at == first.ended_at + letters.PAUSE


def test_an_undo_in_the_moment_of_the_mail_harms_nothing(
    firm: Firm, cast: Cast, sent: list[UUID]
) -> None:
    tell(firm, cast)
    send = send_of(firm)

    def undo() -> None:
        actions.withdraw(NEWS, subject=cast.deed.pk, at=timezone.now())

    at_once(firm, send, undo)

    with scope.scope(firm):
        assert Letter.objects.get().outcome == ("sent" if sent else "nothing")


WORKER = """
import os, signal, sys
import django
django.setup()
from django.conf import settings
settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
settings.EMAIL_FILE_PATH = sys.argv[1]
from portal.notifications import models, registry
from tests.portal.notifications.kinds import NEWS
registry.register(NEWS)
if sys.argv[2] == "die":
    models.Letter.end = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
from tenants import scope
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
with scope.public():
    firm = Firm.objects.get(slug="peeters")
with scope.scope(firm):
    deliver_due()
"""


def worker(folder: Path, fate: str) -> int:
    """A real worker's process; the code with which it ended."""
    done = subprocess.run(
        [sys.executable, "-c", WORKER, str(folder), fate],
        env=os.environ, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode


def test_a_worker_killed_after_the_mail_sends_the_same_mail_again(
    firm: Firm, cast: Cast, tmp_path: Path
) -> None:
    """At least once: mail programs know the second one by its Message-ID."""
    post = tmp_path / "post"
    tell(firm, cast)

    assert worker(post, "die") == -signal.SIGKILL
    assert len(list(post.iterdir())) == 1
    with scope.scope(firm):
        assert Letter.objects.get().ended_at is None
    assert worker(post, "live") == 0
    assert worker(post, "live") == 0

    texts = [file.read_text() for file in post.iterdir()]
    assert len(texts) == 2
    assert len({email.message_from_string(text)["Message-ID"] for text in texts}) == 1
    with scope.scope(firm):
        assert Letter.objects.get().outcome == "sent"
