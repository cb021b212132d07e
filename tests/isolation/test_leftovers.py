"""What stays behind when everybody did everything: rows, mails, keys, files, messages.

All that can be posted is posted in both firms, the outbox is delivered over real SMTP,
and then each place is searched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import redis
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from portal.cases.models import Case
from portal.documents.models import Document
from tenants import scope
from tenants.audit.models import Entry
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tenants.outbox.models import Delivery, Event
from tests.permissions import table
from tests.permissions.fronts import FirmFront
from tests.tenants.mail.conftest import Catcher

LINES = [line for line in table.lines(table.FIRM) if line.admitted]
CACHE_KEY = re.compile(r"(public|t_[a-z0-9]+):.*")
KEY = "[0-9a-f-]{36}"
STORED = re.compile(rf"{KEY}/({KEY}|exports/{KEY}\.zip)")
ROUNDS = 4


@pytest.fixture
def busy(fronts: dict[str, FirmFront], catcher: Catcher) -> dict[str, FirmFront]:
    """Both firms after a day of work, and the worker has nothing left to do."""
    for front in fronts.values():
        for line in LINES:
            front.do(line, line.admitted[-1])
    for front in fronts.values():
        with scope.scope(front.house.firm):
            deliver_all()
    return fronts


def deliver_all() -> None:
    """Deliver what is due, then what was held back, and what came of that.

    A wish asks again until the platform has answered, so the end is not awaited.
    """
    for _ in range(ROUNDS):
        deliver_due()
        Delivery.objects.waiting().update(due_at=timezone.now())


def both(fronts: dict[str, FirmFront]) -> list[FirmFront]:
    return list(fronts.values())


def test_rows_are_of_one_firm_and_the_outbox_holds_no_words(
    busy: dict[str, FirmFront],
) -> None:
    for front in both(busy):
        with scope.scope(front.house.firm):
            events = list(Event.objects.values("topic", "payload"))
            entries = list(Entry.objects.values())

        outbox, log = (json.dumps(each, default=str) for each in (events, entries))
        assert len({event["topic"] for event in events}) > 8
        assert len({entry["action"] for entry in entries}) > 8
        assert front.house.mark in log
        assert front.house.mark not in outbox
        assert front.other.mark not in outbox + log
        assert [key for key in own_keys(front.other) if key in outbox + log] == []


def test_mails_are_of_one_firm_and_say_nothing_of_its_cases(
    busy: dict[str, FirmFront], catcher: Catcher
) -> None:
    told = [
        text for front in both(busy) for text in told_in_confidence(front.house.firm)
    ]
    mails = [whole(message) for message in catcher.messages]

    assert len(mails) >= 4
    for mail in mails:
        senders = [f for f in both(busy) if f.house.firm.primary_host in mail]
        assert len(senders) == 1
        assert senders[0].other.mark not in mail
        assert [text for text in told if text in mail] == []


def test_files_and_keys_lie_with_their_firm(
    busy: dict[str, FirmFront], tmp_path: Path
) -> None:
    files = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]

    assert len(files) >= 8
    for path in files:
        name = str(path.relative_to(tmp_path / "files"))
        assert STORED.fullmatch(name)
        for front in both(busy):
            if front.house.mark.encode() in path.read_bytes():
                assert name.startswith(str(front.house.firm.pk))


def test_keys_of_the_cache_begin_with_a_schema(fronts: dict[str, FirmFront]) -> None:
    for front in both(fronts):
        with scope.scope(front.house.firm):
            cache.set("crawled", front.house.mark)

    with redis.Redis.from_url(settings.CACHES["default"]["LOCATION"]) as client:
        keys = [key.decode() for key in client.scan_iter()]
    marks = [front.house.mark for front in both(fronts)]
    assert len(keys) >= 2
    assert [key for key in keys if not CACHE_KEY.fullmatch(key)] == []
    assert [key for key in keys if any(mark in key for mark in marks)] == []


def test_lines_of_the_log_say_nothing_of_what_people_wrote(
    fronts: dict[str, FirmFront], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")

    for line in table.lines(table.FIRM):
        fronts["peeters"].ask(line, "tom")

    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) > 20
    assert [line for line in lines if fronts["peeters"].house.mark in line] == []


def test_messages_to_the_workers_name_one_firm_and_say_nothing(
    fronts: dict[str, FirmFront], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    sent: list[dict[str, Any]] = []
    front = fronts["peeters"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("celery.app.base.Celery.send_task", keeping(sent))
        for line in LINES:
            connection.run_on_commit.clear()  # a transaction asks for its worker once
            with django_capture_on_commit_callbacks(execute=True):
                front.do(line, line.admitted[-1])

    assert len(sent) >= 3
    assert {each["headers"]["firm"] for each in sent} == {str(front.house.firm.pk)}
    assert front.house.mark not in json.dumps(sent, default=str)


def keeping(sent: list[dict[str, Any]]) -> Callable[..., None]:
    def keep(app: object, name: str, *args: Any, **options: Any) -> None:
        sent.append({"name": name, "args": args, **options})

    return keep


def own_keys(house: Any) -> list[str]:
    """Keys that are in this firm only."""
    own = house.own
    return [str(key) for key in (own.case, own.party, own.deed, own.contact)]


def told_in_confidence(firm: Firm) -> list[str]:
    """What cases and documents are called."""
    with scope.scope(firm):
        cases = Case.objects.values_list("title", "reference", "area")
        documents = Document.objects.values_list("title", "file_name")
        return [text for row in [*cases, *documents] for text in row if text]


def whole(message: Any) -> str:
    """All parts of a mail, decoded, with its heads."""
    parts = [part.get_content() for part in message.walk() if not part.is_multipart()]
    return "\n".join([*(f"{name}: {value}" for name, value in message.items()), *parts])
