"""How long the log is kept, and what goes when: what the page about it shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.history import queries
from tenants.audit.terms import FOR_GOOD, YEARS, Terms, years_before


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """So many years, and what is older than that. `count` is at most MOST_COUNTED."""

    years: int
    before: datetime
    count: int

    @property
    def is_more(self) -> bool:
        """Whether there are more than were counted."""
        return self.count >= queries.MOST_COUNTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """The term in force and the one that follows, with what they take away.

    `oldest` is the time of the oldest entry, `oldest_until` when it goes.
    """

    terms: Terms
    now: Span | None
    follows: Span | None
    oldest: datetime | None
    oldest_until: datetime | None


def keeping(terms: Terms, *, at: datetime) -> Keeping:
    """How these terms work on the log in force. Two queries."""
    wanted = [(years, moment) for years, moment in _spans(terms, at) if years]
    found = {span.years: span for span in _counted(wanted)}
    oldest = queries.oldest_at()
    has_end = terms.years != FOR_GOOD
    return Keeping(
        terms=terms,
        now=found.get(terms.years),
        follows=found.get(terms.next_years or FOR_GOOD),
        oldest=oldest,
        oldest_until=years_before(oldest, -terms.years) if oldest and has_end else None,
    )


def choices(*, at: datetime) -> list[tuple[int, str]]:
    """What can be chosen, and what each would take away today. One query."""
    spans = {each.years: each for each in _counted((years, at) for years in YEARS[1:])}
    return [(years, _told(spans[years]) if years else length(years)) for years in YEARS]


def length(years: int) -> str:
    """2 years."""
    if years == FOR_GOOD:
        return _("As long as the data of your firm")
    return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}


def _spans(terms: Terms, at: datetime) -> Iterable[tuple[int, datetime]]:
    yield terms.years, at
    if terms.next_years is not None and terms.next_from is not None:
        yield terms.next_years, terms.next_from


def _counted(wanted: Iterable[tuple[int, datetime]]) -> list[Span]:
    spans = [(years, years_before(moment, years)) for years, moment in wanted]
    counts = queries.count_before([before for _years, before in spans])
    return [
        Span(years=years, before=before, count=count)
        for (years, before), count in zip(spans, counts, strict=True)
    ]


def _told(span: Span) -> str:
    words = {"length": length(span.years), "count": span.count}
    if span.is_more:
        return _("%(length)s: more than %(count)s entries are older") % words
    if not span.count:
        return _("%(length)s: nothing is that old yet") % words
    return (
        ngettext(
            "%(length)s: %(count)s entry is older",
            "%(length)s: %(count)s entries are older",
            span.count,
        )
        % words
    )
