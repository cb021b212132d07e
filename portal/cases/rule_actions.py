"""What the firm decides about all of its cases: one transaction each, with audit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.cases import numbering, references
from portal.cases.models import Case, CaseNumber, CaseRules, PracticeArea
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError


@transaction.atomic
def number(
    *, pattern: str, restarts: bool, next_number: int, by: User, at: datetime
) -> CaseRules:
    """Number the cases to come by this pattern, from this number on.

    Raises DomainError for a pattern that cannot work, and when the next reference is
    taken: see `refuse_collision`.
    """
    pattern = numbering.checked(pattern, restarts=restarts)
    rules = _locked()
    last = _last(rules, at)
    wanted = CaseRules(pattern=pattern, restarts=restarts)
    refuse_collision(wanted, next_number, at)
    CaseNumber.objects.update_or_create(
        year=references.period(wanted, at), defaults={"last": next_number - 1}
    )
    before = {"pattern": rules.pattern, "restarts": rules.restarts, "next": last + 1}
    after = {"pattern": pattern, "restarts": restarts, "next": next_number}
    rules.pattern, rules.restarts = pattern, restarts
    rules.save(update_fields=["pattern", "restarts"])
    _tell("rules.numbering", rules, before=before, after=after, by=by, at=at)
    return rules


@transaction.atomic
def keep(
    *, read_days: int | None, keep_years: int, by: User, at: datetime
) -> CaseRules:
    """Let clients read what is closed from now on for so many days (None: without an
    end), and keep it for so many years. What was closed before stays as it is."""
    rules = _locked()
    before = {"read_days": rules.read_days, "keep_years": rules.keep_years}
    after = {"read_days": read_days, "keep_years": keep_years}
    rules.read_days, rules.keep_years = read_days, keep_years
    rules.save(update_fields=["read_days", "keep_years"])
    _tell("rules.keeping", rules, before=before, after=after, by=by, at=at)
    return rules


def refuse_collision(rules: CaseRules, next_number: int, at: datetime) -> None:
    """Raise DomainError when the next reference, of any practice area, is taken."""
    areas = [None, *PracticeArea.objects.active().in_order()]
    made = {
        references.upcoming(rules, next_number - 1, at, area, 1)[0] for area in areas
    }
    taken = Case.objects.filter(reference__in=made).order_by("reference").first()
    if taken is not None:
        raise DomainError(
            _("%(reference)s exists already. Begin at a higher number.")
            % {"reference": taken.reference}
        )


def _locked() -> CaseRules:
    """The rules, which nobody else changes meanwhile."""
    CaseRules.objects.get_or_create(is_only=True)
    return CaseRules.objects.select_for_update().get()


def _last(rules: CaseRules, at: datetime) -> int:
    """The last number given out, kept from others until the transaction ends."""
    year = references.period(rules, at)
    return CaseNumber.objects.select_for_update().get_or_create(year=year)[0].last


def _tell(
    what: str,
    rules: CaseRules,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    by: User,
    at: datetime,
) -> None:
    audit.record(what, rules, by=by, at=at, before=dict(before), after=dict(after))
    outbox.publish(what)
