"""The template tags: icons, initials, sizes and dates in the reader's way."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import engines
from django.utils import timezone, translation

from portal.ui.templatetags import ui

NOON = datetime(2026, 12, 4, 13, 0, tzinfo=UTC)


def render(source: str, **values: object) -> str:
    template = engines["django"].from_string("{% load ui %}" + source)
    return str(template.render(values))


def test_an_icon_is_hidden_from_screen_readers() -> None:
    html = render('{% icon "doc" "lead" %}')

    assert 'aria-hidden="true"' in html
    assert 'class="icon lead"' in html
    assert "ui/icons" in html
    assert "#doc" in html


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Sofie Vermeulen", "SV"),
        ("Jan van den Berg", "JB"),
        ("émile", "É"),
        ("Claes & Zonen", "CZ"),
        ("", "?"),
    ],
)
def test_initials_come_from_the_first_and_the_last_word(
    name: str, initials: str
) -> None:
    assert ui.initials(name) == initials


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (900, "900 bytes"),
        (412_345, "412\N{NO-BREAK SPACE}kB"),
        (4_812_345, "4.8\N{NO-BREAK SPACE}MB"),
        (999_999, "1.0\N{NO-BREAK SPACE}MB"),
        (25_000_000, "25\N{NO-BREAK SPACE}MB"),
        (3_200_000_000, "3.2\N{NO-BREAK SPACE}GB"),
    ],
)
def test_sizes_are_told_as_phones_tell_them(size: int, words: str) -> None:
    assert ui.filesize(size) == words


def test_sizes_have_the_decimal_sign_of_the_language() -> None:
    with translation.override("nl"):
        assert ui.filesize(4_812_345) == "4,8\N{NO-BREAK SPACE}MB"


def test_a_deadline_is_absolute_and_names_its_zone() -> None:
    with timezone.override("Europe/Brussels"):
        assert ui.deadline_text(NOON) == "Friday 4 December 2026, 14:00 (CET)"


def test_a_date_can_be_read_by_programs_too() -> None:
    with timezone.override("Europe/Brussels"):
        html = ui.day(NOON)

    assert html == '<time datetime="2026-12-04T14:00:00+01:00">4 December 2026</time>'


def test_the_same_moment_reads_in_each_zone_as_the_clock_there() -> None:
    told = []
    for zone in ("Europe/Brussels", "Europe/Lisbon"):
        with timezone.override(zone):
            told.append(ui.moment(NOON))

    assert [html[-12:-7] for html in told] == ["14:00", "13:00"]


@pytest.mark.parametrize("tag", [ui.day, ui.short_day, ui.moment, ui.deadline])
def test_no_date_shows_nothing(tag: Callable[[Any], str]) -> None:
    assert tag(None) == ""


def test_a_name_cannot_become_markup() -> None:
    html = render("{{ person.name|initials }}", person=SimpleNamespace(name="<b> &c"))

    assert "<" not in html
