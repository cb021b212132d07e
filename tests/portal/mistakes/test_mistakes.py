"""Each mistake is told twice in the same words, and loses nothing that was typed."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from tests.portal.mistakes import desk, getting_in, own_account, second_step
from tests.portal.mistakes.asked import Form, Mistake, Stage, kept

FORMS = getting_in.FORMS + second_step.FORMS + own_account.FORMS + desk.FORMS
ALL = [(form, mistake) for form in FORMS for mistake in form.mistakes]
CHOICES = {"role", "closure", "who sees the case", "what clients see in the case"}
FOCUSED = re.compile(
    r'<section class="summary" role="alert" tabindex="-1" data-focus.*?</section>', re.S
)
LINE = re.compile(r"<li><(?:a href=\"#(?P<to>[^\"]+)\"|span)>(?P<words>.*?)</")


@pytest.mark.parametrize(
    ("form", "mistake"), ALL, ids=[f"{form.name}: {it.name}" for form, it in ALL]
)
def test_a_mistake_is_told_twice_and_loses_nothing(
    stage: Stage, form: Form, mistake: Mistake
) -> None:
    asked = form.open(stage)
    mistake.meanwhile(stage)

    answer = asked.send(mistake.typed)

    html = answer.content.decode()
    assert answer.status_code == mistake.status
    assert "<title>Error: " in html
    summary = FOCUSED.findall(html)
    assert len(summary) == 1
    lines = list(LINE.finditer(summary[0]))
    told = [each for each in lines if mistake.told in unescape(each["words"])]
    assert told, lines
    if mistake.at:
        assert html.count(told[0]["words"]) >= 2, "not at the field"
        assert is_marked(html, told[0]["to"], mistake.at)
    if mistake.status != 429:  # who must wait begins anew
        sent = {**asked.right, **mistake.typed}
        shown = kept(html, sent, mistake)
        assert shown == {name: sent[name] for name in shown}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_what_would_be_right_is_right(stage: Stage, form: Form) -> None:
    answer = form.open(stage).send({})

    has_codes = answer.status_code == 200 and "codes" in (answer.context or ())
    is_told = b"Look in your mailbox" in answer.content
    assert answer.status_code == 302 or has_codes or is_told


def test_every_form_has_four_mistakes_or_only_choices() -> None:
    few = {form.name for form in FORMS if len(form.mistakes) < 4}

    assert few == CHOICES


def is_marked(html: str, target: str, name: str) -> bool:
    """Whether the line leads to the field of this name, which is marked as wrong."""
    pattern: Any = rf'<(?:input|select|textarea|fieldset)[^>]*\bname="{name}"[^>]*>'
    fields = re.findall(pattern, html)
    ours = [field for field in fields if f'id="{target}"' in field]
    return any('aria-invalid="true"' in field for field in ours or fields)
