"""The lines of a list: one fragment, with each line's text in its braces."""

from __future__ import annotations

from collections.abc import Callable
from string import Formatter
from typing import Any

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from tenants.models import Firm

FRAGMENTS = (
    "fleet/_row.html", "domains/_row.html", "domains/_acts.html", "status/_run.html",
    "status/_backup.html", "status/_outbox.html",
)  # fmt: skip


def test_what_a_firm_calls_itself_is_text_and_no_tag(
    as_operator: Callable[..., Any], well: Firm
) -> None:
    Firm.objects.filter(pk=well.pk).update(name="<b>{url} & {0.pk}%(name)s</b>")

    page = as_operator().get("/operate/?state=all").content.decode()

    assert "&lt;b&gt;{url} &amp; {0.pk}%(name)s&lt;/b&gt;" in page
    assert "<b>{url}" not in page


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_no_language_breaks_the_braces(fragment: str, language: str) -> None:
    with translation.override(language):
        words = render_to_string(fragment)

    names = {name for _text, name, _spec, _conversion in Formatter().parse(words)}
    assert all(name is None or name.isidentifier() for name in names)
