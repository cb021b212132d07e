"""What stands in a firm's line of the list: `fleet/_row.html`, by the names there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from controlplane.fleet.rows import Row
from controlplane.status import links
from controlplane.status.notes import Note
from controlplane.status.templatetags.fleet import age, date_only, look, number

NONE = "\N{EN DASH}"


def of(rows: Iterable[Row], at: datetime) -> Iterator[dict[str, str]]:
    """The texts and tags of each firm."""
    current = _("Current")
    behind = format_html('<span class="tag warn">{}</span>', _("Behind"))
    for row in rows:
        release = current if row.is_current else behind
        yield {
            "url": links.to("fleet:firm", row.pk),
            "name": row.name,
            "host": row.host or NONE,
            "look": look(row.state),
            "state": row.state_label,
            "plan": row.plan or NONE,
            "release": release if row.release else NONE,
            "certificate": date_only(row.certificate_until),
            "backup": age(row.last_backup_at, at),
            "clients": number(row.clients),
            "activity": age(row.last_activity_at, at),
            "notes": _notes(row.notes),
        }


def _notes(notes: list[Note]) -> str:
    if not notes:
        return ""
    items = format_html_join("", "<li{}>{}</li>", map(_note, notes))
    return format_html("<ul>{}</ul>", items)


def _note(note: Note) -> tuple[str, str]:
    return "" if note.is_trouble else MUTED, note.text


MUTED = format_html(' class="{}"', "muted")
