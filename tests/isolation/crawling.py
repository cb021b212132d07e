"""The canary crawl: every address, every method, everybody; and what it looks for.

The lines come from the tables of tests/permissions, which are held against the URL
confs, so whatever has an address is asked for. Tests and `bin/bench crawl` share this.
"""

from __future__ import annotations

import contextvars
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import product
from typing import Any
from uuid import UUID
from zipfile import ZipFile

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.html import escape

from tenants import scope
from tests.isolation import canaries
from tests.permissions import guests, others, table, viewing
from tests.permissions.addresses import Address, addresses
from tests.permissions.answers import Answer
from tests.permissions.fronts import FirmFront, Front, rolled_back
from tests.permissions.house import House
from tests.permissions.table import Line

LINES, PLATFORM = table.lines(table.FIRM), table.lines(table.PLATFORM)
GUESTS = table.lines(table.GUESTS)
COLUMNS = list(LINES[0].answers)
# Everybody who may come to a firm's host, those without a column too.
EVERYBODY = [
    *COLUMNS, others.BOOKKEEPER, others.DELEGATE, *guests.VISITS, viewing.VIEWER,
]  # fmt: skip
NOT_SIGNED_IN = {"nele", "stranger"}
OTHER_METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE")
COOKIE = re.compile(rb"Set-Cookie: ([^=]+)=")

# Whoever holds the link is greeted by name, signed in or not.
BEARER = {
    "access:invitation",
    "access:mailed_link",
    "access:new_password",
    "access:password",
    "access:welcome",
    "account:email_confirmation",
    "account:email_undo",
}
# A page of the firm that has none of its words, and why.
WORDLESS = {
    "branding:theme": "colours, in a file of a name of their own",
    "account:still_here": "how many seconds are left",
    "feeds:feed": "times and kinds of dates, see docs/calendar.md",
}
WORDLESS_OF_PLATFORM = {
    "healthz": "one word for a machine",
    "signup:check": "an answer to a script",
    "signup:progress_state": "an answer to a script",
}
PLATFORM_WORD = b"Tablinum"
ANY_NAME = "branding:theme"  # the firm's own colours, whatever name is asked for
ZIP = b"PK\x03\x04"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What one person got: which lines hold a word of the own firm, or of the other."""

    requests: int
    welcome: int
    own: list[Line]
    foreign: list[Line]
    cookies: set[str]


def prepared(house: House) -> House:
    """Everybody is there, and the canary is in every text."""
    for prepare in (others.furnish, canaries.plant):
        contextvars.Context().run(prepare, house)
    return house


def front_of(house: House, other: House) -> FirmFront:
    """A firm's host, with everybody's browser."""
    front = FirmFront(house, other)
    let_in(front)
    return front


def let_in(front: FirmFront) -> None:
    """Whoever has no column in the table comes in too."""
    others.come_in(front)
    guests.come_in(front)
    viewing.begin(front)
    front.browsers._cookies.pop("laura", None)  # whose other browser it is that looks


def signs(house: House) -> list[bytes]:
    """What stands for a firm: its canary, its name, and what only programs know."""
    firm = house.firm
    names = (house.mark, escape(firm.name), firm.primary_host, firm.schema_name)
    return [each.encode() for each in (*names, str(firm.pk))]


def holds(found: bytes, words: Iterable[bytes]) -> bool:
    """Whether any of these words is there."""
    return any(word in found for word in words)


def crawl(front: FirmFront, who: str, lines: Iterable[Line] = LINES) -> Seen:
    """Ask for every line as this person, and look at all that comes back."""
    own = [front.house.mark.encode()]
    return looked(front, who, lines, own=own, foreign=signs(front.other))


def looked(
    front: Front,
    who: str,
    lines: Iterable[Line],
    *,
    own: Collection[bytes],
    foreign: Collection[bytes],
) -> Seen:
    """The same at any host, for any words."""
    answers = {line: front.ask(line, who) for line in lines}
    return seen(answers, own=own, foreign=foreign)


def seen(
    answers: Mapping[Line, Answer],
    *,
    own: Collection[bytes],
    foreign: Collection[bytes],
) -> Seen:
    """What is in these answers."""
    bytes_of = {line: contents(answer) for line, answer in answers.items()}
    return Seen(
        requests=len(answers),
        welcome=sum(is_welcome(answer) for answer in answers.values()),
        own=[line for line, found in bytes_of.items() if holds(found, own)],
        foreign=[line for line, found in bytes_of.items() if holds(found, foreign)],
        cookies={
            name.decode() for answer in answers.values()
            for name in COOKIE.findall(answer.head)
        },
    )  # fmt: skip


def contents(answer: Answer) -> bytes:
    """All that the person has now: head, body, and what is inside an archive."""
    found = answer.everything
    if answer.body.startswith(ZIP):
        with ZipFile(BytesIO(answer.body)) as archive:
            found += b"".join(archive.read(name) for name in archive.namelist())
    return found


def is_welcome(answer: Answer) -> bool:
    """Whether the person got what is at this address."""
    return 200 <= answer.status < 300


def with_other_methods(lines: Iterable[Line] = LINES) -> list[Line]:
    """The same addresses, by every method but reading and sending."""
    places = {(line.name, line.thing): line for line in lines}
    return [
        replace(line, method=method)
        for line, method in product(places.values(), OTHER_METHODS)
    ]


def carried(front: FirmFront, home: FirmFront) -> FirmFront:
    """The same host, where everybody comes with the cookies that they have at home."""
    away = FirmFront(front.house, front.other)
    away.browsers = home.browsers.at(front.house.firm.primary_host)
    return away


def missed(
    front: Front,
    lines: Iterable[Line],
    wordless: Mapping[str, str],
    *,
    among: Collection[str] = (),
) -> set[str]:
    """The addresses of the URL conf, or among these, that nobody got anything from.

    Somebody who may must get a 2xx, at once or where the answer leads, with a word of
    this host in it.
    """
    by_name: dict[str, list[Line]] = {}
    for line in lines:
        by_name.setdefault(line.name, []).append(line)
    names = set(among) or {address.name for address in all_addresses(front)}
    return {
        name for name in names
        if not any(_is_visited(front, line, wordless) for line in by_name.get(name, []))
    }  # fmt: skip


def all_addresses(front: Front) -> list[Address]:
    """What the URL conf of this host answers."""
    is_firm = isinstance(front, FirmFront)
    return addresses(settings.FIRM_URLCONF if is_firm else settings.ROOT_URLCONF)


def _is_visited(front: Front, line: Line, wordless: Mapping[str, str]) -> bool:
    return any(
        is_welcome(answer := front.ask(line, who, onward=True))
        and (line.name in wordless or holds(contents(answer), _own_words(front)))
        for who in line.admitted
    )


def _own_words(front: Front) -> list[bytes]:
    if isinstance(front, FirmFront):
        return signs(front.house)[:2]
    return [PLATFORM_WORD, front.house.firm.slug.encode()]


def foreign_paths(
    other: House, keys: Iterable[UUID] | None = None
) -> Iterator[tuple[str, str]]:
    """Every address that takes something, by name, with the other firm's in its place:
    keys that this firm does not have, or some of them, and the tokens of links."""
    own = vars(other.own).values() if keys is None else keys
    return paths_with([*own, *_tokens_of(other)])


def paths_with(values: Collection[Any]) -> Iterator[tuple[str, str]]:
    """Every address that takes something, by name, with each of these in its place."""
    for address in addresses(settings.FIRM_URLCONF):
        is_asked = address.takes and address.name != ANY_NAME
        for value in values if is_asked else ():
            kwargs = dict.fromkeys(address.takes, value)
            with suppress(NoReverseMatch):  # a token where a key belongs
                path = reverse(address.name, settings.FIRM_URLCONF, kwargs=kwargs)
                yield address.name, path


def _tokens_of(house: House) -> list[str]:
    return [house.invitation, house.reset, house.mailed, *house.email_tokens]


def face_of(name: str) -> str:
    """Who is most at home at an address of this name."""
    return "olivia" if name.startswith("desk:") else "sofie"


def is_open(front: FirmFront, path: str, who: str, method: str) -> bool:
    """Whether a path of the other firm's gives this person anything."""
    with scope.scope(front.house.firm):
        browser = front.browsers.open(who)
        with rolled_back():
            answer = Answer.of(getattr(browser, method.lower())(path))
    return is_welcome(answer) or holds(contents(answer), signs(front.other))
