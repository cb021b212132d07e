"""What the log says was removed, held against what is gone and the rule of that time.

Rows that are gone were removed rightly when an entry of the log says so, and that entry
follows the rule which the log, sealed and anchored, had by then. Whoever has the rights
to delete rows can write such an entry too, but not one of an earlier day.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tenants.audit import rows
from tenants.audit.chain import Link
from tenants.audit.findings import Kind, Report
from tenants.audit.rows import Row
from tenants.audit.terms import (
    ABOUT_TERMS,
    FLOOR,
    FOR_GOOD,
    REMOVED,
    YEARS,
    Terms,
    is_shorter,
    years_before,
)

# A choice that was committed while a removal was under way may stand before it.
MEANWHILE = timedelta(hours=1)


@dataclass(slots=True)
class Claim:
    """An entry that says which seals lost their rows, and what was found of it."""

    first: int
    last: int
    count: int
    years: int
    is_new: bool  # written since the look at the log began
    gone: int = 0
    newest: datetime = rows.EVER  # when the last of the seals that lost rows was made


@dataclass(frozen=True, slots=True)
class _Said:
    """An entry about the term, and when it was sealed."""

    key: UUID
    action: str
    details: Mapping[str, Any]
    at: datetime


@dataclass
class Removals:
    """All claims of a log. Ask about the seals in their order, then `judge`."""

    about_terms: Callable[[], list[Row]]
    claims: dict[UUID, Claim] = field(default_factory=dict)
    said: list[_Said] = field(default_factory=list)
    _in_order: list[Claim] = field(default_factory=list)

    def begin(self) -> None:
        """Read what is claimed so far."""
        self._read(is_new=False)

    def takes(self, link: Link) -> bool:
        """Whether an entry says that this seal lost its rows. Looks again when none
        does: they may be removed while the log is verified."""
        claim = self._on(link.number)
        if claim is None:
            self._read(is_new=True)
            claim = self._on(link.number)
        if claim is None:
            return False
        claim.gone += len(link.entries)
        claim.newest = max(claim.newest, link.sealed_at)
        return True

    def hear(self, found: list[Row], link: Link) -> bool:
        """Listen to the rows of a seal; whether they may stand although they are old.

        They may not when the seal is said to have lost its rows, unless they are about
        the term: those stay.
        """
        about = [row for row in found if _action(row, link.layout) in ABOUT_TERMS]
        self.said += [_said(row, link.layout, link.sealed_at) for row in about]
        claim = self._on(link.number)
        return claim is None or claim.is_new or len(about) == len(found)

    def judge(self, report: Report, *, at: datetime) -> None:
        """Report each removal that the rule of its time did not allow. `at` is now."""
        known = {each.key for each in self.said}
        late = [_said(row, rows.NEWEST, at) for row in self.about_terms()]
        terms, before, changed, up_to = Terms(), Terms(), rows.EVER, 0
        for said in [*self.said, *(each for each in late if each.key not in known)]:
            if said.action != REMOVED:
                terms, before, changed = _hear(terms, said), terms, said.at
                continue
            claim = self.claims.get(said.key) or _claim(said.details, is_new=True)
            rules = [terms.at(said.at).years]
            if changed > said.at - MEANWHILE:
                rules.append(before.at(said.at).years)
            for problem in _problems(claim, said.at, rules, up_to):
                report.add(Kind.FORGED, f"{problem} (entry {said.key})")
            up_to = claim.last if claim else up_to
        report.removed_up_to = up_to

    def _on(self, number: int) -> Claim | None:
        place = bisect_right(self._in_order, number, key=lambda one: one.first)
        claim = self._in_order[place - 1] if place else None
        return claim if claim and number <= claim.last else None

    def _read(self, *, is_new: bool) -> None:
        for row in self.about_terms():
            said = _said(row, rows.NEWEST, rows.EVER)
            claim = _claim(said.details, is_new=is_new)
            if said.action == REMOVED and claim:
                self.claims.setdefault(said.key, claim)
        self._in_order = sorted(self.claims.values(), key=lambda one: one.first)


def _hear(terms: Terms, said: _Said) -> Terms:
    return terms.hear(said.action, said.details, said.at)


def _problems(
    claim: Claim | None, at: datetime, rules: list[int], up_to: int
) -> list[str]:
    """What is wrong with a claim. It may keep to a longer term than the rule's: the
    shorter one came into force before it was sealed."""
    if claim is None:
        return ["a removal that does not say what was removed"]
    span, found = f"of seals {claim.first} to {claim.last}", []
    if claim.first != up_to + 1 or claim.last < claim.first:
        found.append(f"{span}: does not follow the removal up to seal {up_to}")
    if all(is_shorter(claim.years, rule) for rule in rules):
        found.append(f"{span}: {claim.years} years was not the rule of that time")
    if claim.newest > years_before(at, max(claim.years, FLOOR)):
        found.append(f"{span}: the rows were younger than {claim.years} years")
    if not claim.is_new and claim.gone != claim.count:
        found.append(f"{span}: says {claim.count} rows, {claim.gone} are gone")
    return found


def _claim(details: Mapping[str, Any], *, is_new: bool) -> Claim | None:
    """None when it makes no sense."""
    names = ("first", "last", "rows", "years")
    said = [details[name] for name in names if type(details.get(name)) is int]
    if len(said) < len(names):
        return None
    first, last, count, years = said
    is_term = years in YEARS and years != FOR_GOOD
    return Claim(first, last, count, years, is_new) if is_term else None


def _action(row: Row, layout: int) -> str:
    return rows.value(row, "action", layout)


def _said(row: Row, layout: int, at: datetime) -> _Said:
    try:
        details = json.loads(rows.value(row, "details", layout))
    except ValueError:
        details = None
    is_object = isinstance(details, dict)
    key = UUID(row[rows.ID])
    return _Said(key, _action(row, layout), details if is_object else {}, at)
