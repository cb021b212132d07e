"""What is crawled at one host, and the leak that must be found there."""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import Message
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test import TestCase, override_settings

from tenants import scope
from tenants.models import Firm
from tests import firms
from tests.bench.crawl_peers.leaking import LEAK, planted
from tests.isolation import crawling, left_behind
from tests.isolation.crawling import GUESTS, LINES, PLATFORM, Seen
from tests.isolation.left_behind import Day
from tests.permissions import house as houses
from tests.permissions.fronts import FirmFront, PlatformFront
from tests.permissions.house import House

MARKS = {"peeters": "qpeeters7f", "devries": "qdevries3c"}
KEYS = {"peeters": firms.PEETERS, "devries": firms.DEVRIES}
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
Found = dict[str, Any]


def crawled(host: str) -> Found:
    """All that was asked for at this host, and what was wrong."""
    with undone():
        made = {name: _house(name) for name in KEYS}
        if host == "platform":
            return _platform(made["peeters"], made["devries"])
        other = next(name for name in made if name != host)
        return _firm(made[host], made[other])


@contextmanager
def undone() -> Iterator[None]:
    """One transaction, as around a test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _house(name: str) -> House:
    def furnished() -> House:
        with scope.public():
            firm = Firm.objects.get(pk=KEYS[name])
        return houses.furnish(firm, MARKS[name])

    return crawling.prepared(contextvars.Context().run(furnished))


def _firm(house: House, other: House) -> Found:
    front, home = (
        crawling.front_of(*pair) for pair in ((house, other), (other, house))
    )
    away = crawling.carried(front, home)
    lines = [*LINES, *crawling.with_other_methods()]
    rows = {who: crawling.crawl(front, who, lines) for who in crawling.EVERYBODY}
    rows |= {
        f"{who}, with cookies of the other": crawling.crawl(away, who)
        for who in crawling.COLUMNS
        if who != "stranger"  # who is at home there
    }
    found = _answer(front, rows, crawling.WORDLESS)
    found["foreign"] += [f"carried: {each}" for each in _shown_away(rows)]
    found["foreign"] += list(_opened(front))
    found["leak"] = _is_leak_found(front, home)
    found["foreign"] += _left(front, home)
    return found


def _shown_away(rows: dict[str, Seen]) -> list[str]:
    """Whoever comes with foreign cookies sees no more than who comes with none."""
    return [
        f"{who} {line}"
        for who, seen in rows.items()
        for line in (seen.own if "cookies" in who else [])
        if line.name not in crawling.BEARER
    ]


def _opened(front: FirmFront) -> Iterator[str]:
    """Keys and links of the other firm that open something."""
    for name, path in crawling.foreign_paths(front.other):
        for method in ("GET", "POST"):
            if crawling.is_open(front, path, crawling.face_of(name), method):
                yield f"{method} {path}"


def _is_leak_found(front: FirmFront, home: FirmFront) -> bool:
    """Planted without a line it is missed; with one, it is caught."""
    with planted():
        is_missed = crawling.missed(front, LINES, {}, among={LEAK.name})
        home.ask(LEAK, "sofie")
        seen = crawling.crawl(front, "sofie", [LEAK])
    return bool(is_missed) and seen.foreign == [LEAK]


def _left(front: FirmFront, home: FirmFront) -> list[str]:
    """What stays behind when everybody did everything."""

    def committed(do: Callable[..., Any], *request: Any) -> None:
        transaction.get_connection().run_on_commit.clear()
        with TestCase.captureOnCommitCallbacks(execute=True):
            do(*request)

    with override_settings(EMAIL_BACKEND=LOCMEM):
        mail.outbox = []
        left_behind.work([front, home], committed)
        mails = [_parsed(each) for each in mail.outbox]
    folder = Path(settings.FILES.path)
    day = Day(fronts=[front, home], mails=mails, folder=folder, lines=[])
    found = left_behind.wrong(day)
    return [f"{place}: {each}" for place, all_of in found.items() for each in all_of]


def _parsed(sent: Any) -> Message:
    return message_from_bytes(sent.message().as_bytes(), policy=policy.default)


def _platform(one: House, other: House) -> Found:
    front = PlatformFront(one)
    marks = [each.mark.encode() for each in (one, other)]
    lines = [*PLATFORM, *crawling.with_other_methods(PLATFORM)]
    rows = {
        who: crawling.looked(front, who, lines, own=[], foreign=marks)
        for who in PLATFORM[0].answers
    }
    return _answer(front, rows, crawling.WORDLESS_OF_PLATFORM) | {"leak": True}


def _answer(
    front: FirmFront | PlatformFront, rows: dict[str, Seen], wordless: dict[str, str]
) -> Found:
    lines = [*LINES, *GUESTS] if isinstance(front, FirmFront) else PLATFORM
    return {
        "urls": sorted({each.name for each in crawling.all_addresses(front)}),
        "missed": sorted(crawling.missed(front, lines, wordless)),
        "rows": [
            [who, seen.requests, seen.welcome, len(seen.foreign)]
            for who, seen in rows.items()
        ],
        "foreign": [f"{who} {line}" for who, s in rows.items() for line in s.foreign],
    }
