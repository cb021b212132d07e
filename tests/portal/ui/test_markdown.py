"""Rich text is shown, and can do nothing else."""

from __future__ import annotations

import re

import pytest

from portal.ui.markdown import beginning, plain, rendered

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/seen.png)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java&#10;script:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](//evil.example/)",
    "[x](/sign-out/)",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example"onclick="alert(1))',
    "<javascript:alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<svg/onload=alert(1)>",
    "<iframe src=https://evil.example></iframe>",
    "<style>*{display:none}</style>",
    "<form action=https://evil.example><input name=password></form>",
    "<p style=position:fixed>x</p>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "```html\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "`<script>alert(1)</script>`",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "<!-- --><script>alert(1)</script>",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "\x00<script>alert(1)</script>",
    "[<img src=x onerror=alert(1)>](https://a.example)",
]
TAG = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>", re.IGNORECASE)
ALLOWED = {
    "h4", "h5", "h6", "p", "br", "ul", "ol", "li", "strong", "em", "s", "a",
    "blockquote", "code", "pre", "hr", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
LINK = re.compile(
    r' href="(https?://|mailto:)[^"]*" rel="noopener noreferrer nofollow"|'
    r' rel="noopener noreferrer nofollow"'
)


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_but_known_tags_comes_out(text: str) -> None:
    for _closing, name, rest in TAG.findall(rendered(text)):
        assert name in ALLOWED
        assert not rest or (name == "a" and LINK.fullmatch(rest)), rest


def test_text_looks_as_it_was_meant() -> None:
    shown = rendered("# Date\n\n**Monday** or\n*later*\n\n- one\n- two\n\n> said")

    assert "<h4>Date</h4>" in shown
    assert "<strong>Monday</strong> or<br" in shown
    assert "<li>two</li>" in shown
    assert "<blockquote>" in shown


def test_a_link_leads_out_and_tells_nobody_from_where() -> None:
    shown = rendered("[here](https://a.example/?a=1&b=2) or <mail@a.example>")

    assert 'href="https://a.example/?a=1&amp;b=2" rel="noopener noreferrer' in shown
    assert 'href="mailto:mail@a.example"' in shown


def test_a_list_shows_the_first_words_alone() -> None:
    text = "## A *date*\n\nAt the [notary](https://a.example), 5 < 6 & so on."

    assert plain(text) == "A date At the notary, 5 < 6 & so on."
    assert beginning(text, 16) == "A date At the…"
    assert beginning("short", 16) == "short"
