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
STORED = re.compile(r"[0-9a-f-]{36}/[0-9a-f-]{36}")


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
    """Deliver until nothing is left, also what is held back for a while."""
    while deliver_due():
        Delivery.objects.waiting().update(due_at=timezone.now())


def both(fronts: dict[str, FirmFront]) -> list[FirmFront]:
    return list(fronts.values())


def test_rows_of_the_outbox_hold_keys_and_no_words(
    busy: dict[str, FirmFront],
) -> None:
    for front in both(busy):
        with scope.scope(front.house.firm):
            events = list(Event.objects.values_list("topic", "payload"))

        written = json.dumps(events, default=str)
        assert len({topic for topic, _payload in events}) > 8
        assert front.house.mark not in written
        assert front.other.mark not in written
        assert not set(own_keys(front.other)) & set(
            re.findall(r"[0-9a-f-]{36}", written)
        )


def test_rows_of_the_audit_log_name_their_own_firm(
    busy: dict[str, FirmFront],
) -> None:
    for front in both(busy):
        with scope.scope(front.house.firm):
            rows = list(Entry.objects.values())

        written = json.dumps(rows, default=str)
        assert len({row["action"] for row in rows}) > 8
        assert front.house.mark in written
        assert front.other.mark not in written
        assert [key for key in own_keys(front.other) if key in written] == []


def test_mails_say_nothing_of_cases_and_documents(
    busy: dict[str, FirmFront], catcher: Catcher
) -> None:
    told = [
        text for front in both(busy) for text in told_in_confidence(front.house.firm)
    ]

    mails = [whole(message) for message in catcher.messages]
    assert len(mails) >= 4
    for mail in mails:
        assert [text for text in told if text in mail] == []


def test_mails_go_out_for_one_firm_each(
    busy: dict[str, FirmFront], catcher: Catcher
) -> None:
    for message in catcher.messages:
        text = whole(message)
        marks = [front.house.mark in text for front in both(busy)]
        hosts = [front.house.firm.primary_host in text for front in both(busy)]
        assert sum(hosts) == 1
        assert not any(
            mark and not host for mark, host in zip(marks, hosts, strict=True)
        )


def test_files_lie_under_their_firm_and_have_no_names(
    busy: dict[str, FirmFront], tmp_path: Path
) -> None:
    root = tmp_path / "files"
    files = [path for path in root.rglob("*") if path.is_file()]

    assert len(files) >= 8
    for path in files:
        assert STORED.fullmatch(str(path.relative_to(root)))
        for front in both(busy):
            if front.other.mark.encode() in path.read_bytes():
                assert path.is_relative_to(root / str(front.other.firm.pk))


def test_lines_of_the_log_say_nothing_of_what_people_wrote(
    fronts: dict[str, FirmFront], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")

    for front in fronts.values():
        for line in table.lines(table.FIRM):
            front.ask(line, "tom")

    lines = [record.getMessage() for record in caplog.records]
    marks = [front.house.mark for front in fronts.values()]
    assert len(lines) > 20
    assert [line for line in lines if any(mark in line for mark in marks)] == []


def test_keys_of_the_cache_begin_with_a_schema(busy: dict[str, FirmFront]) -> None:
    for front in both(busy):
        with scope.scope(front.house.firm):
            cache.set("crawled", front.house.mark)

    with redis.Redis.from_url(settings.CACHES["default"]["LOCATION"]) as client:
        keys = [key.decode() for key in client.scan_iter()]
    assert len(keys) >= 2
    assert [key for key in keys if not CACHE_KEY.fullmatch(key)] == []
    assert [key for key in keys if any(f.house.mark in key for f in both(busy))] == []


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
