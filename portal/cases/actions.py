"""What staff do with cases. Each is one transaction, audit and outbox included."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.cases.models import Case, Member, Party, PartyRole
from portal.cases.references import next_reference
from portal.people.models import Contact
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError


@transaction.atomic
def open_case(
    *, case: Case, client: Contact | None = None, by: User, at: datetime
) -> Case:
    """Save a new case, with its next reference when none was typed.

    `client` becomes its first party. Who opens it for somebody else works on it too.
    Raises DomainError when the reference is taken.
    """
    case.reference = case.reference or next_reference(at)
    case.opened_at = case.updated_at = at
    case.created_by = by
    _save(case)
    audit.record("case.opened", case, by=by, at=at)
    outbox.publish("case.opened", case=case.pk)
    if case.responsible_id != by.pk:
        Member.objects.create(case=case, user=by, added_at=at)
    if client:
        add_party(case=case, contact=client, role=PartyRole.CLIENT, by=by, at=at)
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


@transaction.atomic
def close_case(*, case: Case, by: User, at: datetime) -> None:
    """Close an open case. Raises DomainError when it is closed already."""
    if not case.is_open:
        raise DomainError(_("This case is already closed."))
    case.closed_at = case.updated_at = at
    case.save(update_fields=["closed_at", "updated_at"])
    audit.record("case.closed", case, by=by, at=at)
    outbox.publish("case.closed", case=case.pk)


@transaction.atomic
def reopen_case(*, case: Case, by: User, at: datetime) -> None:
    """Open a closed case again. Raises DomainError when it is open."""
    if case.is_open:
        raise DomainError(_("This case is open."))
    case.closed_at, case.updated_at = None, at
    case.save(update_fields=["closed_at", "updated_at"])
    audit.record("case.reopened", case, by=by, at=at)
    outbox.publish("case.reopened", case=case.pk)


@transaction.atomic
def add_party(
    *, case: Case, contact: Contact, role: PartyRole, by: User, at: datetime
) -> Party:
    """Give a contact a part in the case; as a client it sees the case from now on.

    Raises DomainError when it has that part already.
    """
    party, is_new = Party.objects.get_or_create(
        case=case, contact=contact, role=role, defaults={"added_at": at}
    )
    if not is_new:
        raise DomainError(
            _("%(name)s is already in this case as %(role)s.")
            % {"name": contact.name, "role": party.role_label}
        )
    case.touch(at)
    _tell("added", party, by=by, at=at)
    return party


@transaction.atomic
def remove_party(*, party: Party, by: User, at: datetime) -> None:
    """Take a contact's part in the case away; a client no longer sees the case."""
    _tell("removed", party, by=by, at=at)
    party.case.touch(at)
    party.delete()


def _tell(what: str, party: Party, *, by: User, at: datetime) -> None:
    role, contact = party.role, str(party.contact_id)
    audit.record(f"party.{what}", party.case, by=by, at=at, contact=contact, role=role)
    outbox.publish(
        f"party.{what}", case=party.case_id, contact=party.contact_id, role=role
    )


def _save(case: Case) -> None:
    """Save in a savepoint, so that a taken reference is a refusal and not an error."""
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
