"""The reference of a new case: year and number, `2026/0001`."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from portal.cases.models import Case, CaseNumber
from tenants.scope import current_firm


def next_reference(at: datetime) -> str:
    """Take the next free number of the year in force on the firm's clock.

    The year's row stays locked until the transaction ends, so two cases that are opened
    at the same time queue, and a number is only lost when both row and case are.
    Numbers that somebody typed by hand are passed over.
    """
    year = at.astimezone(ZoneInfo(current_firm().time_zone)).year
    number, _ = CaseNumber.objects.select_for_update().get_or_create(year=year)
    while True:
        number.last += 1
        if not Case.objects.filter(reference=str(number)).exists():
            number.save(update_fields=["last"])
            return str(number)
