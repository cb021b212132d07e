"""What stays behind when everybody did everything, at both firms.

All that can be posted is posted, messages go to a real Valkey, the outbox is delivered
over real SMTP, and then each place is searched; see left_behind.py.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from email.message import EmailMessage
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import redis
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone

from tenants import audit, outbox, scope
from tenants.audit.models import Entry
from tenants.outbox.models import Event
from tests.isolation import left_behind
from tests.isolation.crawling import LINES
from tests.isolation.left_behind import Day
from tests.permissions.fronts import FirmFront
from tests.tenants.mail.conftest import Catcher

Capture = Callable[..., Any]
REFUSED = [line for line in LINES if line.answers["tom"] in ("403", "404")][:40]


@pytest.fixture
def both(fronts: dict[str, FirmFront]) -> list[FirmFront]:
    return list(fronts.values())


def a_day(
    both: Sequence[FirmFront], catcher: Catcher, folder: Path, lines: Sequence[str] = ()
) -> Day:
    return Day(
        fronts=both, mails=catcher.messages, folder=folder / "files", lines=lines
    )


@pytest.mark.timeout(300)
def test_nothing_that_is_left_tells_of_another_firm_or_of_secrets(
    both: list[FirmFront],
    catcher: Catcher,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Capture,
) -> None:
    caplog.set_level("INFO")

    def committed(do: Callable[..., Any], *request: Any) -> None:
        connection.run_on_commit.clear()  # a transaction asks for its worker once
        with django_capture_on_commit_callbacks(execute=True):
            do(*request)

    left_behind.work(both, committed)
    for front, line in product(both, REFUSED):
        committed(front.do, line, "tom")
    day = a_day(both, catcher, tmp_path, list(written(caplog.records)))

    assert left_behind.wrong(day) == {}
    assert_there_was_something_to_find(day)


def written(records: Iterable[logging.LogRecord]) -> Iterator[str]:
    """The lines, errors and all, but for those of the mail server of this test."""
    form = logging.Formatter()
    return (form.format(each) for each in records if each.name != "mail.log")


def assert_there_was_something_to_find(day: Day) -> None:
    for front in day.fronts:
        with scope.scope(front.house.firm):
            assert len({each.topic for each in Event.objects.all()}) > 8
            assert len({each.action for each in Entry.objects.all()}) > 8
    assert len(day.mails) >= 8
    assert sum(path.is_file() for path in day.folder.rglob("*")) >= 8
    assert len(left_behind._sent()) >= 3
    assert len(day.lines) > 20


@pytest.mark.usefixtures("catcher")
def test_a_word_in_each_place_is_found(
    both: list[FirmFront], catcher: Catcher, tmp_path: Path
) -> None:
    """The search would prove nothing if it found nothing."""
    front = both[0]
    word = front.other.mark
    with scope.scope(front.house.firm), transaction.atomic():
        audit.record("case.closed", None, by=None, at=timezone.now(), told=word)
        outbox.publish("case.closed", told=word)
        cache.set("told", word)
        default_storage.save("told", ContentFile(word.encode()))
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as broker:
        broker.set("told", word)
    mail = EmailMessage()
    hosts = [each.house.firm.primary_host for each in both]
    mail.set_content(f"http://{hosts[1]}/invitation/{front.house.invitation}/ {hosts}")
    catcher.messages.append(mail)

    found = left_behind.wrong(a_day(both, catcher, tmp_path, [f"told {word}"]))

    assert set(found) == {check.__name__ for check in left_behind.CHECKS}
