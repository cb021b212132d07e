"""The fleet as CSV, for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime
from typing import TextIO

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from controlplane.fleet.rows import Row

# A spreadsheet would run a cell that begins with one of these (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write(rows: Iterable[Row], file: TextIO) -> None:
    """One line for each firm below a line of titles; moments in ISO 8601."""
    writer = csv.writer(file)
    writer.writerow(_titles())
    for row in rows:
        writer.writerow([harmless(cell) for cell in _cells(row)])


def harmless(cell: object) -> str:
    """The cell as text that no spreadsheet takes for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def _titles() -> list[str]:
    return [
        _("Firm"), _("Address"), _("Host"), _("State"), _("Plan"), _("Schema"),
        _("Certificate until"), _("Last backup"), _("Clients"), _("Last activity"),
        _("Since"), _("Attention"),
    ]  # fmt: skip


def _cells(row: Row) -> list[object]:
    return [
        row.name, row.slug, row.host, row.state_label, row.plan, row.release,
        _moment(row.certificate_until), _moment(row.last_backup_at), row.clients,
        _moment(row.last_activity_at), _moment(row.created_at),
        "; ".join(note.text for note in row.notes),
    ]  # fmt: skip


def _moment(moment: datetime | None) -> str:
    return localtime(moment).isoformat(timespec="seconds") if moment else ""
