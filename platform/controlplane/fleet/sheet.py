"""The fleet as CSV, for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import TextIO

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from controlplane.fleet.rows import Row

# A spreadsheet would run a cell that begins with one of these (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write(rows: Iterable[Row], file: TextIO) -> None:
    """One line for each firm below a line of titles; moments in ISO 8601."""
    zone = get_current_timezone()
    writer = csv.writer(file)
    writer.writerow(_titles())
    writer.writerows(_cells(row, zone) for row in rows)


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _titles() -> list[str]:
    return [
        _("Firm"), _("Address"), _("Host"), _("State"), _("Plan"), _("Schema"),
        _("Certificate until"), _("Last backup"), _("Clients"), _("Last activity"),
        _("Since"), _("Attention"),
    ]  # fmt: skip


def _cells(row: Row, zone: tzinfo) -> list[object]:
    """Text is made harmless; numbers and moments cannot be formulas."""
    return [
        *map(harmless, (row.name, row.slug, row.host, row.state_label, row.plan)),
        row.release,
        _moment(row.certificate_until, zone), _moment(row.last_backup_at, zone),
        row.clients, _moment(row.last_activity_at, zone),
        _moment(row.created_at, zone),
        harmless("; ".join(note.text for note in row.notes)),
    ]  # fmt: skip


def _moment(moment: datetime | None, zone: tzinfo) -> str:
    return moment.astimezone(zone).isoformat("T", "seconds") if moment else ""
