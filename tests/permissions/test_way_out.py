"""Each page that asks who one is has the way out on it (OWASP ASVS 5.0, 7.4.4)."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import resolve, reverse

from portal.access.gate import declaration
from tests.permissions import table
from tests.permissions.answers import Answer
from tests.permissions.fronts import FirmFront, Front, PlatformFront
from tests.permissions.table import Line

FIRM, PLATFORM = table.lines(table.FIRM), table.lines(table.PLATFORM)
PAGE, READ = b"<!doctype html>", "GET"


@pytest.mark.parametrize("who", ["sofie", "bart", "olivia"])
def test_of_a_firm(firm_front: FirmFront, who: str) -> None:
    conf = settings.FIRM_URLCONF

    assert without(b'action="/sign-out/"', firm_front, FIRM, who, conf) == []


@pytest.mark.parametrize("who", ["admin", "halfway"])
def test_of_the_platform(platform_front: PlatformFront, who: str) -> None:
    conf, way = settings.ROOT_URLCONF, b'action="/operate/sign-out/"'

    assert without(way, platform_front, PLATFORM, who, conf) == []


def without(
    way: bytes, front: Front, lines: list[Line], who: str, conf: str
) -> list[str]:
    """The pages behind the gate that this person gets, and that lack the way out."""
    pages = {
        str(line): answer
        for line in lines
        if line.method == READ and is_behind_gate(front, line, conf)
        if is_page(answer := front.ask(line, who))
    }
    assert pages
    return [line for line, answer in pages.items() if way not in answer.body]


def is_behind_gate(front: Front, line: Line, conf: str) -> bool:
    """Whether the view asks for a permission."""
    view = resolve(reverse(line.name, conf, kwargs=front.keys(line)), conf).func
    declared = declaration(view)
    return declared is not None and declared.permission is not None


def is_page(answer: Answer) -> bool:
    """Whether a whole page came: no file, no fragment, no redirect."""
    return answer.body.lstrip()[:15].lower() == PAGE
