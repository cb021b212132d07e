"""Opening and changing cases. Each is one transaction, audit and outbox included.

Parties, closing and who sees a case have files of their own: `party_actions`,
`closing_actions`, `access_actions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.cases import conflict_actions, lifecycle, search
from portal.cases.conflict_actions import Decision
from portal.cases.models import Case, Member, PartyRole
from portal.cases.party_actions import add_party
from portal.cases.references import next_reference
from portal.people import actions as people
from portal.people.days import day_of
from portal.people.models import Contact
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError

Part = tuple[Contact, PartyRole]


@transaction.atomic
def open_case(
    *,
    case: Case,
    parties: Sequence[Part] = (),
    decision: Decision | None = None,
    by: User,
    at: datetime,
) -> Case:
    """Save a new case, with its next reference when none was typed, and its parties;
    contacts among them that are new are saved first.

    Who opens it for somebody else works on it too. Raises DomainError when the
    reference is taken, and for a strong conflict without a reason.
    """
    case.reference = case.reference or next_reference(at, case.practice_area)
    case.opened_on = case.opened_on or day_of(at)
    case.opened_at = case.updated_at = at
    case.created_by = by
    _save(case)
    audit.record("case.opened", case, by=by, at=at)
    outbox.publish("case.opened", case=case.pk)
    lifecycle.opened(case, by=by, at=at)
    if case.responsible_id != by.pk:
        Member.objects.create(case=case, user=by, added_at=at)
    if decision is not None:
        conflict_actions.note_decision(case, decision, by=by, at=at)
    for contact, role in parties:
        if contact._state.adding:
            people.create_contact(contact=contact, by=by, at=at)
        add_party(case=case, contact=contact, role=role, by=by, at=at)
    return case


@transaction.atomic
def edit_case(*, case: Case, changed: Sequence[str], by: User, at: datetime) -> Case:
    """Save a case; `changed` names the fields that the log tells of.

    Raises DomainError when another case has the reference.
    """
    case.updated_at = at
    _save(case)
    audit.record("case.edited", case, by=by, at=at, changed=sorted(changed))
    outbox.publish("case.edited", case=case.pk)
    return case


def _save(case: Case) -> None:
    """Save in a savepoint, so that a taken reference is a refusal and not an error."""
    case.search_text = search.text(case)
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError:
        taken = Case.objects.exclude(pk=case.pk).filter(reference=case.reference)
        if not taken.exists():
            raise
        raise DomainError(
            _("Another case has the reference %(reference)s.")
            % {"reference": case.reference}
        ) from None
