"""Searching for conflicts, and deciding about them: both stand in the log.

Who searched for whom says that the firm looked before it took a case on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.cases import conflicts
from portal.cases.conflicts import Found, Sought
from portal.cases.models import CLIENT_ROLES, Case, Party, PartyRole
from tenants import audit
from tenants.accounts.models import User
from tenants.errors import DomainError


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was found before a case was opened, and why it is opened all the same."""

    found: Found = field(default_factory=Found)
    reason: str = ""


@transaction.atomic
def search(sought: Sequence[Sought], *, by: User, at: datetime) -> Found:
    """Search, and write down that it was done."""
    found = conflicts.search(sought, user=by)
    _note(sought, found, None, by=by, at=at)
    return found


@transaction.atomic
def of_party(party: Party, *, by: User, at: datetime) -> Found:
    """The conflicts of somebody who was just given a part, in other cases."""
    if party.role not in {*CLIENT_ROLES, PartyRole.OPPOSING_PARTY}:
        return Found()
    sought = [conflicts.of_contact(party.contact, PartyRole(party.role))]
    found = conflicts.search(sought, user=by, apart_from=party.case_id)
    _note(sought, found, party.case, by=by, at=at)
    return found


def note_decision(case: Case, decision: Decision, *, by: User, at: datetime) -> None:
    """Write down, in the transaction that opens the case, that it was looked into.

    Raises DomainError when there is a strong conflict and no reason to go on.
    """
    found = decision.found
    if found.strong and not decision.reason.strip():
        raise DomainError(_("Say why the case is opened in spite of the conflict."))
    audit.record(
        "conflict.decided",
        case,
        by=by,
        at=at,
        strong=len(found.strong),
        weak=len(found.weak),
        reason=decision.reason.strip(),
    )


def _note(
    sought: Sequence[Sought], found: Found, case: Case | None, *, by: User, at: datetime
) -> None:
    audit.record(
        "conflict.searched",
        case,
        by=by,
        at=at,
        names=[each.name for each in sought],
        strong=len(found.strong),
        weak=len(found.weak),
    )
