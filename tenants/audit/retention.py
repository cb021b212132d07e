"""The term of the log in the schema in force: choose it, take it back, look it up."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from tenants.accounts.models import User
from tenants.audit import recording, rows
from tenants.audit.models import Entry, Seal
from tenants.audit.terms import CHOSEN, WITHDRAWN, YEARS, Terms
from tenants.errors import DomainError


def choose(years: int, *, by: User, at: datetime) -> Terms:
    """Choose a term, in the transaction that is open; how it stands then.

    A choice replaces one that is still to come. Raises DomainError for what is no
    choice, or no change.
    """
    before = current(at=at)
    after = before.hear(CHOSEN, {"years": years}, at)
    if years not in YEARS or after == before:
        raise DomainError(_("This counts already. Choose another one, or go back."))
    if years == before.next_years:
        raise DomainError(_("This was chosen already. It counts from the day shown."))
    recording.record(CHOSEN, None, by=by, at=at, years=years, before=before.years)
    return after


def withdraw(*, by: User, at: datetime) -> Terms:
    """Take back what is still to come. Raises DomainError when nothing is."""
    before = current(at=at)
    if before.next_years is None:
        raise DomainError(_("There is nothing to take back any more."))
    recording.record(WITHDRAWN, None, by=by, at=at, years=before.next_years)
    return Terms(before.years)


def current(*, at: datetime) -> Terms:
    """How it stands by the times of the entries: what a page tells. One query."""
    terms = Terms()
    for entry in _choices():
        terms = terms.hear(entry.action, entry.details, entry.at)
    return terms.at(at)


def proven(*, at: datetime) -> Terms:
    """How it stands by the times of the seals: what a removal follows.

    An entry can say of itself what it likes, a seal is dated by the worker. What is not
    sealed yet counts from now on.
    """
    sealed = [(*_sealed(entry, at=at), entry) for entry in _choices()]
    terms = Terms()
    for _number, moment, entry in sorted(sealed, key=lambda one: (one[0], one[2].pk)):
        terms = terms.hear(entry.action, entry.details, moment)
    return terms.at(at)


def _choices() -> list[Entry]:
    return list(Entry.objects.filter(action__in=(CHOSEN, WITHDRAWN)).order_by("pk"))


def _sealed(entry: Entry, *, at: datetime) -> tuple[float, datetime]:
    """Number and time of the entry's seal; after all others, now, without one."""
    found = (
        Seal.objects.filter(id__gte=_since(entry.pk), entries__contains=[entry.pk])
        .order_by("id")
        .values_list("number", "sealed_at")
        .first()
    )
    return found or (float("inf"), at)


def _since(key: UUID) -> UUID:
    """No seal is older than what it holds, but for what two clocks may differ."""
    return rows.earliest(rows.made_at(key) - rows.CLOCKS)
