"""The reference of a new case, by the firm's own pattern."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from portal.cases import numbering, queries
from portal.cases.models import Case, CaseNumber, CaseRules, PracticeArea
from portal.cases.models.rules import EVERY_YEAR
from tenants.scope import current_firm

TRIED_AT_ONCE = 20  # numbers that somebody typed by hand may be many


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
    made = _following(rules, number.last, at, area)
    while True:
        some = [next(made) for _number in range(TRIED_AT_ONCE)]
        wanted = Case.objects.filter(reference__in=[each for _last, each in some])
        taken = set(wanted.values_list("reference", flat=True))
        for last, reference in some:
            if reference not in taken:
                number.last = last
                number.save(update_fields=["last"])
                return reference


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
