"""What one does with the log: take a copy, and choose how long it is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.audit import retention


@transaction.atomic
def note_export(*, rows: int, by: User, at: datetime) -> None:
    """Write down that somebody took a copy of the log."""
    audit.record("history.exported", None, by=by, at=at, rows=rows)


@transaction.atomic
def choose_term(years: int, *, by: User, at: datetime) -> None:
    """Keep the log for so many years, 0 for as long as the firm's data.

    A longer term counts at once. A shorter one counts after a week, and all owners are
    told: who took over an owner's account shall not empty the log at once. Raises
    DomainError for what is no change.
    """
    before = retention.current(at=at)
    terms = retention.choose(years, by=by, at=at)
    outbox.publish(
        "history.term_chosen",
        by=by.pk,
        years=years,
        before=before.years,
        counts_from=terms.next_from.isoformat() if terms.next_from else "",
    )


@transaction.atomic
def withdraw_term(*, by: User, at: datetime) -> None:
    """Take back a shorter term that does not count yet. All owners are told.

    Raises DomainError when there is none.
    """
    terms = retention.withdraw(by=by, at=at)
    outbox.publish("history.term_withdrawn", by=by.pk, years=terms.years)
