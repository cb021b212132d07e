"""A catalogue says everything that the code says, and its .mo what its .po says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import catalogue, messages
from tests.architecture.catalogue import HEADER, Entry

LOCALE = messages.ROOT / "platform/config/locale"
CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|{\w*}|</?\w+>|&\w+;")
REFRESH = 'Refresh the catalogue: see "Words" in CONTRIBUTING.md.'

every_catalogue = pytest.mark.parametrize(
    "path", CATALOGUES, ids=lambda path: str(path.relative_to(LOCALE).parts[0])
)


def entries(path: Path) -> Iterator[Entry]:
    """The messages, without the header."""
    found = catalogue.read_po(path)
    return (entry for key, entry in found.items() if key != HEADER)


def test_dutch_is_there() -> None:
    assert LOCALE / "nl/LC_MESSAGES/django.po" in CATALOGUES


@every_catalogue
def test_every_message_is_translated(path: Path) -> None:
    open_ones = [
        entry.key for entry in entries(path) if entry.is_fuzzy or "" in entry.msgstr
    ]

    assert open_ones == []


@every_catalogue
def test_placeholders_and_tags_survive(path: Path) -> None:
    broken = [
        (source, translation)
        for entry in entries(path)
        for source in (entry.msgid_plural or entry.msgid)
        for translation in entry.msgstr
        if sorted(set(PLACEHOLDER.findall(source)))
        != sorted(set(PLACEHOLDER.findall(translation)))
    ]

    assert broken == []


@every_catalogue
def test_edges_of_a_message_survive(path: Path) -> None:
    broken = [
        entry.key
        for entry in entries(path)
        for translation in entry.msgstr
        if translation.strip() != translation and entry.msgid[0].strip() == entry.key
    ]

    assert broken == []


@every_catalogue
def test_the_compiled_catalogue_is_the_written_one(path: Path) -> None:
    written = {entry.key: "\0".join(entry.msgstr) for entry in entries(path)}
    compiled = catalogue.read_mo(path.with_suffix(".mo"))
    header = compiled.pop(HEADER)

    assert compiled == written, REFRESH
    assert "charset=UTF-8" in header
    assert "Plural-Forms: " in header


@every_catalogue
def test_the_catalogue_has_what_the_code_says_and_nothing_else(path: Path) -> None:
    used, known = messages.in_use(), {entry.key for entry in entries(path)}
    missing = {key: file for key, file in used.items() if key not in known}

    assert missing == {}, REFRESH
    assert known - used.keys() == set(), REFRESH


def test_messages_are_seen_in_a_module() -> None:
    text = (
        '_("a" "b"); ngettext("%d day", "%d days", n) % n; pgettext("date", "j F")\n'
        'translation.gettext_lazy("c"); other("not this")\n'
    )

    assert set(messages.of_module(text)) == {
        "ab", "%d day\0%d days", "date\x04j F", "c",
    }  # fmt: skip


def test_messages_are_seen_in_a_template() -> None:
    text = (
        '{% load i18n %}{% translate "it\'s" %}{% translate "May" context "month" %}'
        "{% blocktranslate trimmed count n=n %}\n  {{ n }} day\n{% plural %}\n"
        "  {{ n }} days of “{{ title }}”\n{% endblocktranslate %}"
        '{% include "x.html" with label=_("Label") %}'
        '{% comment %}{% translate "not this" %}{% endcomment %}not this'
    )

    assert set(messages.of_template(text)) == {
        "it's",
        "month\x04May",
        "%(n)s day\0%(n)s days of “%(title)s”",
        "Label",
    }
