"""Each page that asks who one is has the way out on it (OWASP ASVS 5.0, 7.4.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from django.conf import settings
from django.urls import resolve, reverse

from portal.access.gate import declaration
from tests.isolation.rounds import Rounds
from tests.permissions import table
from tests.permissions.answers import Answer
from tests.permissions.fronts import FirmFront, Front, PlatformFront
from tests.permissions.table import Line

PLATFORM = table.lines(table.PLATFORM)
PAGE, READ = b"<!doctype html>", "GET"


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("who", ["sofie", "bart", "olivia"])
def test_of_a_firm(rounds: Rounds, who: str) -> None:
    walked = rounds(who)
    front = FirmFront(walked.house, walked.other)
    lines = behind_gate(front, walked.answers, settings.FIRM_URLCONF)
    read = {line: walked.answers[line] for line in lines}

    assert without(b'action="/sign-out/"', read) == []


@pytest.mark.parametrize("who", ["admin", "halfway"])
def test_of_the_platform(platform_front: PlatformFront, who: str) -> None:
    lines = behind_gate(platform_front, PLATFORM, settings.ROOT_URLCONF)
    read = {line: platform_front.ask(line, who) for line in lines}

    assert without(b'action="/operate/sign-out/"', read) == []


def without(way: bytes, read: Mapping[Line, Answer]) -> list[str]:
    """The pages that lack the way out."""
    pages = {str(line): answer for line, answer in read.items() if is_page(answer)}
    assert pages
    return [line for line, answer in pages.items() if way not in answer.body]


def behind_gate(front: Front, lines: Iterable[Line], conf: str) -> list[Line]:
    """The lines that are read, and that ask who one is."""
    return [
        line
        for line in lines
        if line.method == READ and is_behind_gate(front, line, conf)
    ]


def is_behind_gate(front: Front, line: Line, conf: str) -> bool:
    """Whether the view asks for a permission."""
    view = resolve(reverse(line.name, conf, kwargs=front.keys(line)), conf).func
    declared = declaration(view)
    return declared is not None and declared.permission is not None


def is_page(answer: Answer) -> bool:
    """Whether a whole page came: no file, no fragment, no redirect."""
    return answer.body.lstrip()[:15].lower() == PAGE
