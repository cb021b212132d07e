"""Rich text: what people type as Markdown, as HTML that is safe to show.

One door for all of it. Markdown is read without HTML, images and bare links; what comes
of it is then cut down to a list of tags by a second program that knows nothing of the
first (nh3, an HTML parser). Either one alone would do.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

# A page has its h1 and h2, and a text stands under an h3.
FIRST_HEADING, LAST_HEADING = 4, 6
TAGS = {
    "h4", "h5", "h6", "p", "br", "ul", "ol", "li", "strong", "em", "s", "a",
    "blockquote", "code", "pre", "hr", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}, "ol": {"start"}, "*": set()}
SCHEMES = ("http", "https", "mailto")

_reader = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True})
_reader.enable(["table", "strikethrough"])
_reader.disable(["image", "html_block", "html_inline"])


def rendered(text: str) -> SafeString:
    """The text as HTML. Links lead to other places only, and say nothing of ours."""
    tokens = _reader.parse(text)
    _put_headings_below(tokens)
    found = _reader.renderer.render(tokens, _reader.options, {})
    return SafeString(_cleaned(found))


def plain(text: str) -> str:
    """The words of the text alone, in one line; not for showing unescaped."""
    words = nh3.clean(rendered(text), tags=set(), link_rel=None)
    return " ".join(html.unescape(words).split())


def beginning(text: str, length: int) -> str:
    """The first words of the text, in one line of at most so many characters.

    Only as much is read as gives them, unless it is little more than marks.
    """
    words = plain(text[: 2 * length + 200])
    if len(words) <= length:
        return words
    cut = words[: length - 1]
    whole = cut if words[length - 1] == " " else cut.rpartition(" ")[0] or cut
    return f"{whole.rstrip(' .,;:')}…"


def _cleaned(found: str) -> str:
    return nh3.clean(
        found,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer nofollow",
        attribute_filter=_kept,
    )


def _kept(_tag: str, attribute: str, value: str) -> str | None:
    """An address without a scheme would be one of our own pages."""
    if attribute == "href" and not value.lower().startswith(
        tuple(f"{scheme}:" for scheme in SCHEMES)
    ):
        return None
    return value


def _put_headings_below(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            level = int(token.tag[1:]) + FIRST_HEADING - 1
            token.tag = f"h{min(level, LAST_HEADING)}"
