"""The log as a file for a spreadsheet."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.history import words
from portal.history.line import who
from tenants.audit.models import Entry

MOST_ROWS = 20_000  # one answer of 5 MB at the most; a longer period, a second file
FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")  # and full-width


def answer(entries: Iterable[Entry]) -> HttpResponse:
    """The entries as CSV (RFC 4180), in UTF-8 with the mark that Excel looks for."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="history-{day}.csv"'
    response.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    csv.writer(response).writerows([_head(), *(_row(entry) for entry in entries)])
    return response


def _head() -> list[str]:
    return [
        *(_("Time (UTC)"), _("Who"), _("Kind of person"), _("What"), _("Code")),
        *(_("About"), _("Kind"), _("Key"), _("Address"), _("Device"), _("Details")),
    ]


def _row(entry: Entry) -> list[str]:
    return list(
        _harmless(
            (
                entry.at.isoformat(timespec="seconds"),
                who(entry),
                entry.actor_kind,
                words.action(entry.action),
                entry.action,
                entry.target_name,
                entry.target_type,
                str(entry.target_id or ""),
                entry.address or "",
                entry.device,
                json.dumps(entry.details, ensure_ascii=False) if entry.details else "",
            )
        )
    )


def _harmless(cells: Iterable[str]) -> Iterator[str]:
    """A cell that a spreadsheet would take for a formula begins with an apostrophe
    (OWASP, CSV Injection)."""
    for cell in cells:
        yield f"'{cell}" if FORMULA.match(cell) else cell
