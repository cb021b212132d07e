"""What people read goes through gettext, and Dutch is complete."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    path
    for folder in ("portal", "platform", "provisioning", "tenants")
    for path in (ROOT / folder).rglob("templates/**/*")
    if path.suffix in {".html", ".txt"}
)
TRANSLATED = re.compile(
    r"{%\s*block \w+_class\s*%}.*?{%\s*endblock\s*%}|"
    r"{%\s*blocktranslate\b.*?{%\s*endblocktranslate\s*%}|{%\s*comment.*?endcomment\s*%}|"
    r"{#.*?#}|{%.*?%}|{{.*?}}|{\w+}",  # the last one: a cell of the tag `lines`
    re.DOTALL,
)
NOT_TEXT = re.compile(
    r"<(script|style|svg|code|kbd)\b.*?</\1>|<(\w+)[^>]*translate=\"no\".*?</\2>|<!doctype[^>]*>|<!--.*?-->|&\w+;|&#\d+;",
    re.DOTALL | re.IGNORECASE,
)
SPOKEN_ATTRIBUTE = re.compile(
    r"\b(?:alt|title|placeholder|aria-label|aria-description)=\"([^\"]*)\"",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{2,}")
# Names are the same in every language; the agreements bind in English.
NAMES = {"Tablinum", "PDF", "EU", "GDPR"}
ENGLISH_BY_NATURE = ("/signup/terms", "/signup/processor", "/500.html")


def spoken_outside_gettext(text: str) -> list[str]:
    """The words of a template that gettext does not see."""
    bare = NOT_TEXT.sub(" ", TRANSLATED.sub(" ", text))
    parts = [*SPOKEN_ATTRIBUTE.findall(bare), re.sub(r"<[^>]*>", " ", bare)]
    return [word for part in parts for word in WORD.findall(part) if word not in NAMES]


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_template_speaks_through_gettext(path: Path) -> None:
    if any(part in path.as_posix() for part in ENGLISH_BY_NATURE):
        return

    assert spoken_outside_gettext(path.read_text()) == []


def test_the_check_sees_text_outside_gettext() -> None:
    text = '<p title="Hello">{% translate "Seen" %} not seen {{ value }}</p>'

    assert spoken_outside_gettext(text) == ["Hello", "not", "seen"]
