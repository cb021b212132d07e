"""Who takes part in a case. Each is one transaction, audit and outbox included.

What a client sees follows from the rows at every request (`Party.objects.reading`), so
each of these counts from the next one on.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.cases.models import Case, Party, PartyRole
from portal.people.models import Contact
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError


@transaction.atomic
def add_party(
    *,
    case: Case,
    contact: Contact,
    role: PartyRole,
    by: User,
    at: datetime,
    has_access: bool = True,
    access_from: date | None = None,
) -> Party:
    """Give a contact a part in the case. As a client it sees the case from now on,
    unless it has no access, or access from a later day.

    Raises DomainError when it has that part already.
    """
    party, is_new = Party.objects.get_or_create(
        case=case,
        contact=contact,
        role=role,
        defaults={
            "added_at": at,
            "has_access": has_access,
            "access_from": access_from,
        },
    )
    if not is_new:
        raise _there_already(party)
    case.touch(at)
    _tell("added", party, by=by, at=at)
    return party


@transaction.atomic
def change_party(
    *,
    party: Party,
    role: PartyRole,
    has_access: bool,
    access_from: date | None,
    by: User,
    at: datetime,
) -> Party:
    """Give the contact another part, or a client access, or take that away.

    Raises DomainError when it has that part already.
    """
    wanted = {"role": role, "has_access": has_access, "access_from": access_from}
    changed = {name: new for name, new in wanted.items() if new != getattr(party, name)}
    if not changed:
        return party
    others = Party.objects.filter(case=party.case_id, contact=party.contact_id)
    if others.exclude(pk=party.pk).filter(role=role).exists():
        raise _there_already(Party(contact=party.contact, role=role))
    before = {name: _plain(getattr(party, name)) for name in changed}
    for name, new in changed.items():
        setattr(party, name, new)
    party.save(update_fields=list(changed))
    party.case.touch(at)
    after = {name: _plain(new) for name, new in changed.items()}
    _tell("changed", party, by=by, at=at, before=before, after=after)
    return party


@transaction.atomic
def remove_party(*, party: Party, by: User, at: datetime) -> None:
    """Take a contact's part in the case away; a client no longer sees the case."""
    _tell("removed", party, by=by, at=at)
    party.case.touch(at)
    party.delete()


def _there_already(party: Party) -> DomainError:
    return DomainError(
        _("%(name)s is already in this case as %(role)s.")
        % {"name": party.contact.name, "role": party.role_label}
    )


def _tell(what: str, party: Party, *, by: User, at: datetime, **more: Any) -> None:
    role, contact = party.role, str(party.contact_id)
    audit.record(
        f"party.{what}", party.case, by=by, at=at, contact=contact, role=role, **more
    )
    outbox.publish(
        f"party.{what}", case=party.case_id, contact=party.contact_id, role=role
    )


def _plain(value: Any) -> Any:
    """In a form that a log can keep."""
    return value.isoformat() if isinstance(value, date) else value
