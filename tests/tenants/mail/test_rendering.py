from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.template import TemplateDoesNotExist
from django.utils import translation
from pytest_django.fixtures import Settings

from tenants import scope as scopes
from tenants.mail.rendering import render
from tenants.models import Firm
from tenants.scope import NoScope, public, scope

NAME = "Anne-Marie O'Brien <b>"


def green() -> dict[str, str]:
    return {"colour": f"green of {scopes.current_firm().name}"}


def test_the_words_are_in_the_receivers_language(peeters: Firm) -> None:
    with scope(peeters), translation.override("fr"):
        words = render("post/greeting", language="nl", context={"name": "Sofie"})

        assert words.subject.startswith("Ja: Sofie")
        assert '<p lang="nl">Ja' in words.html
        assert translation.get_language() == "fr"


def test_plain_text_keeps_an_apostrophe_and_html_is_escaped(peeters: Firm) -> None:
    with scope(peeters):
        words = render("post/greeting", language="en", context={"name": NAME})

    assert NAME in words.subject
    assert NAME in words.text
    assert "O&#x27;Brien &lt;b&gt;" in words.html


def test_a_subject_is_one_line(peeters: Firm) -> None:
    with scope(peeters):
        words = render("post/greeting", language="en", context={"name": "a\r\nBcc: b"})

    assert words.subject == "Yes: a Bcc: b Advocaten Peeters"


def test_times_are_the_firms(peeters: Firm) -> None:
    noon = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    with scope(peeters):
        words = render("post/greeting", language="en", context={"at": noon})

    assert "13:00" in words.text


def test_the_brand_adds_its_own(peeters: Firm, settings: Settings) -> None:
    settings.MAIL_CONTEXT = "tests.tenants.mail.test_rendering.green"

    with scope(peeters):
        words = render("post/greeting", language="en", context={})

    assert "green of Advocaten Peeters" in words.text


def test_the_platform_writes_too() -> None:
    with public():
        words = render("post/greeting", language="en", context={"name": "Olivia"})

    assert words.subject == "Yes: Olivia"


def test_a_missing_part_is_an_error(peeters: Firm) -> None:
    with scope(peeters), pytest.raises(TemplateDoesNotExist):
        render("post/unknown", language="en", context={})


def test_without_a_scope_nothing_is_rendered() -> None:
    with pytest.raises(NoScope):
        render("post/greeting", language="en", context={})
