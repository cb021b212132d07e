"""What stays behind when everybody did everything, and what is wrong with it.

Each check gives the things that should not be there, in words: rows, mails and the
links in them, files, all that Valkey keeps, lines of the log.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from functools import cached_property
from pathlib import Path
from typing import Any

import redis
from django.conf import settings
from django.utils import timezone

from portal.cases.models import Case
from portal.documents.models import Document
from tenants import scope
from tenants.audit.models import Entry
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tenants.outbox.models import Delivery, Event
from tests.conftest import HostClient
from tests.isolation.crawling import LINES, signs
from tests.permissions.fronts import FirmFront

CACHE_KEY = re.compile(r"(public|t_[a-z0-9]+):.*")
KEY = "[0-9a-f-]{36}"
STORED = re.compile(rf"{KEY}/({KEY}|[a-z]+/{KEY}(\.[a-z]+)?)")
LINK = re.compile(r"https?://[^/\s\"<>]+(/[^\s\"<>]*)")
TOKEN = re.compile(r"/[A-Za-z0-9_-]{43}/")
ROUNDS = 4


@dataclass(frozen=True, kw_only=True)
class Day:
    """Two firms after a day of work, and where to look."""

    fronts: Sequence[FirmFront]
    mails: Sequence[Message]
    folder: Path
    lines: Sequence[str]

    @cached_property
    def texts(self) -> list[str]:
        """The mails, whole."""
        return [whole(mail) for mail in self.mails]


def work(fronts: Sequence[FirmFront], each_request: Callable[..., Any]) -> None:
    """Everybody who may does everything, and the worker has nothing left to do.

    `each_request` calls what it is given, with what follows a commit.
    """
    for front in fronts:
        for line in LINES:
            if line.admitted:
                each_request(front.do, line, line.admitted[-1])
    for front in fronts:
        with scope.scope(front.house.firm):
            _deliver_all()


def _deliver_all() -> None:
    """Deliver what is due, then what was held back, and what came of that.

    A wish asks again until the platform has answered, so the end is not awaited.
    """
    for _ in range(ROUNDS):
        deliver_due()
        Delivery.objects.waiting().update(due_at=timezone.now())


def rows(day: Day) -> Iterator[str]:
    """Entries of the log with words of another firm; an outbox with any words."""
    for front in day.fronts:
        with scope.scope(front.house.firm):
            outbox = _text(Event.objects.values("topic", "payload"))
            log = _text(Entry.objects.values())
        for word in (*_others(front), *_own_keys(front.other)):
            if word in outbox + log:
                yield f"{front.house.mark} keeps {word}"
        if front.house.mark in outbox:
            yield f"the outbox of {front.house.mark} tells its words"


def mails(day: Day) -> Iterator[str]:
    """Mails of two firms, or of none, and those that say what a case is called."""
    secrets = [text for front in day.fronts for text in _told(front.house.firm)]
    for text in day.texts:
        senders = [f for f in day.fronts if f.house.firm.primary_host in text]
        if len(senders) != 1 or senders[0].other.mark in text:
            yield f"a mail of {len(senders)} firms: {text[:200]}"
        yield from (f"a mail says {told}" for told in secrets if told in text)


def links(day: Day) -> Iterator[str]:
    """Links of one firm's mails that open something at the other."""
    for front in day.fronts:
        mine = [t for t in day.texts if front.house.firm.primary_host in t]
        for path in {path for text in mine for path in LINK.findall(text)}:
            yield from _opened(path, front)


def _opened(path: str, front: FirmFront) -> Iterator[str]:
    browser = HostClient(front.other.firm.primary_host)
    for ask in (browser.get, browser.post):
        answer = ask(path)
        is_open = bool(TOKEN.search(path)) and answer.status_code not in (404, 410)
        if is_open or front.house.mark.encode() in answer.content:
            yield f"{path} is answered with {answer.status_code}"


def files(day: Day) -> Iterator[str]:
    """Files under odd names, and those that hold a word in clear."""
    for path in day.folder.rglob("*"):
        name = str(path.relative_to(day.folder))
        if path.is_file():
            if not STORED.fullmatch(name):
                yield f"an odd name: {name}"
            for front in day.fronts:
                if front.house.mark.encode() in path.read_bytes():
                    yield f"a file of {front.house.mark} in clear at {name}"


def cache(day: Day) -> Iterator[str]:
    """Keys without a schema, with words, or with another firm's value."""
    for key, value in valkey(settings.CACHES["default"]["LOCATION"]).items():
        if not CACHE_KEY.fullmatch(key):
            yield f"an odd key: {key}"
        for front in day.fronts:
            is_own = key.startswith(f"{front.house.firm.schema_name}:")
            mark = front.house.mark
            if mark in key or (mark in value and not is_own):
                yield f"{key} keeps {mark}"


def messages(day: Day) -> Iterator[str]:
    """Messages to the workers that name no firm, or say anything."""
    firms = {str(front.house.firm.pk) for front in day.fronts}
    for key, value in valkey(settings.CELERY_BROKER_URL).items():
        for front in day.fronts:
            if front.house.mark in key + value:
                yield f"{key} tells words of {front.house.mark}"
    for message in _sent():
        if message["headers"].get("firm") not in firms | {None}:
            yield f"a message for {message['headers']['firm']}"


def lines(day: Day) -> Iterator[str]:
    """Lines of the log that say what people wrote."""
    marks = [front.house.mark for front in day.fronts]
    return (line for line in day.lines if any(mark in line for mark in marks))


CHECKS = (rows, mails, links, files, cache, messages, lines)


def wrong(day: Day) -> dict[str, list[str]]:
    """What is wrong, by the place in which it was found."""
    found = {check.__name__: list(check(day)) for check in CHECKS}
    return {name: each for name, each in found.items() if each}


def valkey(url: str) -> dict[str, str]:
    """Each key of a database of Valkey, and all that lies under it."""
    with redis.Redis.from_url(url, decode_responses=True, encoding_errors="replace",
                              encoding="latin-1") as client:  # fmt: skip
        return {key: _value(client, key) for key in client.scan_iter(count=1000)}


def _value(client: Any, key: str) -> str:
    read: dict[str, Callable[[], Any]] = {
        "string": lambda: client.get(key),
        "list": lambda: client.lrange(key, 0, -1),
        "hash": lambda: client.hgetall(key),
        "set": lambda: client.smembers(key),
        "zset": lambda: client.zrange(key, 0, -1, withscores=True),
    }
    value = str(read[client.type(key)]())
    return value + "".join(_opened_bodies(value))


def _opened_bodies(value: str) -> Iterator[str]:
    """What a message says: its body travels in base64."""
    for body in re.findall(r'"body": "([A-Za-z0-9+/=]+)"', value):
        try:
            yield base64.b64decode(body).decode("latin-1")
        except binascii.Error:
            continue


def _sent() -> list[dict[str, Any]]:
    """The messages that wait in the queues."""
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as client:
        queues = [key for key in client.scan_iter() if client.type(key) == b"list"]
        return [
            json.loads(item) for key in queues for item in client.lrange(key, 0, -1)
        ]


def _text(found: Any) -> str:
    return json.dumps(list(found), default=str)


def _others(front: FirmFront) -> list[str]:
    """Words of the other firm that no entry may hold."""
    return [sign.decode() for sign in signs(front.other)]


def _own_keys(house: Any) -> list[str]:
    """Keys that are in this firm only."""
    own = house.own
    return [str(key) for key in (own.case, own.party, own.deed, own.contact)]


def _told(firm: Firm) -> list[str]:
    """What cases and documents are called."""
    with scope.scope(firm):
        cases = Case.objects.values_list("title", "reference")
        documents = Document.objects.values_list("title", "file_name")
        return [text for row in [*cases, *documents] for text in row if text]


def whole(message: Message) -> str:
    """All parts of a mail, decoded, with its heads."""
    parts = [
        part.get_content()  # type: ignore[attr-defined]
        for part in message.walk()
        if not part.is_multipart()
    ]
    return "\n".join([*(f"{name}: {value}" for name, value in message.items()), *parts])
