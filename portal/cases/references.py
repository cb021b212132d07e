"""The reference of a new case, by the firm's own pattern."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from portal.cases import numbering, queries
from portal.cases.models import Case, CaseNumber, CaseRules, PracticeArea
from portal.cases.models.rules import EVERY_YEAR
from tenants.scope import current_firm


def next_reference(at: datetime, area: PracticeArea | None = None) -> str:
    """Take the next free number of the year in force on the firm's clock.

    The row of the number stays locked until the transaction ends, so two cases that are
    opened at the same time queue, and a number is only lost when both row and case are.
    References that somebody typed by hand are passed over.
    """
    rules = queries.rules()
    number, _ = CaseNumber.objects.select_for_update().get_or_create(
        year=period(rules, at)
    )
    for last, reference in _following(rules, number.last, at, area):
        if not Case.objects.filter(reference=reference).exists():
            number.last = last
            number.save(update_fields=["last"])
            return reference
    raise AssertionError("numbers do not end")


def upcoming(
    rules: CaseRules, last: int, at: datetime, area: PracticeArea | None, count: int
) -> list[str]:
    """The references that would follow `last`, nothing taken: for a preview."""
    made = _following(rules, last, at, area)
    return [next(made)[1] for _number in range(count)]


def period(rules: CaseRules, at: datetime) -> int:
    """The year whose numbers are being given out; see `CaseNumber.year`."""
    return year(at) if rules.restarts else EVERY_YEAR


def year(at: datetime) -> int:
    """The year on the firm's clock."""
    return at.astimezone(ZoneInfo(current_firm().time_zone)).year


def _following(
    rules: CaseRules, last: int, at: datetime, area: PracticeArea | None
) -> Iterator[tuple[int, str]]:
    while True:
        last += 1
        numbered = numbering.Numbered(
            year=year(at), number=last, area=area.code if area else numbering.NO_AREA
        )
        yield last, numbering.written(rules.pattern, numbered)
