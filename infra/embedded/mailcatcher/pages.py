"""The pages. Everything that a message holds is text from a stranger: it is escaped."""

import re
from collections.abc import Sequence
from html import escape

from infra.embedded.mailcatcher.mailbox import Message

LINK = re.compile(r"https?://[^\s<>\"']+")
AFTER_LINK = ".,;:!?)]}"
HEAD = re.compile(r"<head[^>]*>", re.IGNORECASE)

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{head}<title>{title}</title>
<link rel="stylesheet" href="/mail.css">
</head>
<body>
<header><a class="mark" href="/"><span aria-hidden="true">T</span>Tablinum mail</a>
<p>Caught on this computer. Nothing is sent.</p></header>
<main>
{main}
</main>
</body>
</html>
"""
REFRESH = '<meta http-equiv="refresh" content="5">\n'


def inbox(messages: Sequence[Message]) -> str:
    """The list, newest first."""
    rows = "\n".join(_row(message) for message in messages)
    empty = '<p class="empty">No mail yet. This page looks again every 5 seconds.</p>'
    count = f"<h1>Inbox <small>{len(messages)}</small></h1>\n"
    main = f'<ul class="list">\n{rows}\n</ul>' if messages else empty
    return PAGE.format(head=REFRESH, title="Inbox - Tablinum mail", main=count + main)


def _row(message: Message) -> str:
    return (
        f'<li><a href="/messages/{escape(message.id)}/">'
        f"<b>{escape(message.subject) or 'No subject'}</b>"
        f"<span>{escape(', '.join(message.to))}</span>{_time(message)}</a></li>"
    )


def _time(message: Message) -> str:
    local = message.received.astimezone()
    return (
        f'<time datetime="{local.isoformat(timespec="seconds")}">'
        f"{local:%d %b %H:%M:%S}</time>"
    )


def message_page(message: Message) -> str:
    """One message: its text with links to follow, and its HTML in a frame."""
    facts = (("From", message.sender), ("To", ", ".join(message.to)))
    shown = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in facts)
    subject = escape(message.subject) or "No subject"
    source = f"/messages/{escape(message.id)}/source/"
    main = (
        '<p><a class="back" href="/">All messages</a></p>\n'
        f"<h1>{subject}</h1>\n"
        f"<dl>{shown}<dt>Received</dt><dd>{_time(message)}</dd></dl>\n"
        f"{_text_part(message)}{_html_part(message)}"
        f'<p><a class="back" href="{source}">Source</a></p>'
    )
    return PAGE.format(head="", title=f"{subject} - Tablinum mail", main=main)


def _text_part(message: Message) -> str:
    if not message.text:
        return ""
    return f"<h2>Text</h2>\n<pre>{linked(message.text)}</pre>\n"


def _html_part(message: Message) -> str:
    if not message.html:
        return ""
    address = f"/messages/{escape(message.id)}/html/"
    allowed = "allow-popups allow-popups-to-escape-sandbox"
    return (
        f'<h2>HTML</h2>\n<iframe title="The message as HTML" sandbox="{allowed}" '
        f'src="{address}"></iframe>\n'
    )


def linked(text: str) -> str:
    """Escape a text and make links of its web addresses."""
    parts, end = [], 0
    for found in LINK.finditer(text):
        address = found.group().rstrip(AFTER_LINK)
        parts.append(escape(text[end : found.start()]))
        safe = escape(address)
        parts.append(f'<a href="{safe}" target="_blank" rel="noreferrer">{safe}</a>')
        end = found.start() + len(address)
    return "".join([*parts, escape(text[end:])])


def framed(html: str) -> str:
    """The HTML of a message for the frame: its links open a new tab."""
    base = '<base target="_blank">'
    changed, count = HEAD.subn(lambda found: found.group() + base, html, count=1)
    return changed if count else base + html


def missing() -> str:
    """The page for an address that does not exist."""
    main = '<h1>Not here</h1>\n<p><a class="back" href="/">All messages</a></p>'
    return PAGE.format(head="", title="Not here - Tablinum mail", main=main)
