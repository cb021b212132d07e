"""What owners decide about the firm's people. Each is one transaction, with audit.

Nobody changes his own account here, and who acts is an owner at that moment, locked. So
one owner is always left, also when two act at the same time.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access import accounts
from portal.access import actions as access
from portal.access.models import Invitation
from portal.calendar import actions as calendar
from portal.cases.models import Case
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.errors import DomainError


@transaction.atomic
def invite(
    *, email: str, name: str, role: Role, language: str, by: User, at: datetime
) -> Invitation:
    """Invite a colleague by mail.

    Raises DomainError for an address that has an account, and for a full plan.
    """
    _lock_owners(by)
    return access.invite(
        email=email, name=name, role=role, language=language, by=by, at=at
    )


@transaction.atomic
def invite_again(*, member: User, by: User, at: datetime) -> Invitation:
    """Send a new invitation; the old one stops working."""
    _lock_owners(by)
    return accounts.invite_again(_other(member, by), by=by, at=at)


@transaction.atomic
def change_role(*, member: User, role: Role, by: User, at: datetime) -> None:
    """Give a colleague another role, from the next page on."""
    _lock_owners(by)
    mine = _other(member, by)
    before, mine.role = mine.role, role
    mine.save(update_fields=["role"])
    audit.record("staff.role_changed", mine, by=by, at=at, before=before, role=role)


@transaction.atomic
def close(*, member: User, successor: User | None, by: User, at: datetime) -> None:
    """End a colleague's access and sessions, and hand over the open cases.

    Raises DomainError when there are open cases and nobody to take them.
    """
    _lock_owners(by)
    mine = _other(member, by)
    cases = Case.objects.open().filter(responsible=mine).select_for_update()
    for case in cases:
        if successor is None:
            raise DomainError(_("Choose who takes over the open cases."))
        to = _present(successor, leaving=mine)
        _hand_over(case, leaving=mine, to=to, by=by, at=at)
    accounts.close(mine, by=by, at=at)


@transaction.atomic
def begin_anew(*, member: User, by: User, at: datetime) -> None:
    """A new invitation in place of a password and a second factor that were lost."""
    _lock_owners(by)
    accounts.begin_anew(_other(member, by), by=by, at=at)


@transaction.atomic
def reopen(*, member: User, by: User, at: datetime) -> None:
    """Let a colleague in again, by a new invitation. Raises for a full plan."""
    _lock_owners(by)
    accounts.reopen(_other(member, by), by=by, at=at)


def _lock_owners(by: User) -> None:
    """One change of the team at a time, by who is an owner at this moment.

    Two who remove each other would otherwise leave nobody.
    """
    owners = User.objects.staff().active().filter(role=Role.OWNER)
    keys = owners.select_for_update().order_by("pk").values_list("pk", flat=True)
    if by.pk not in set(keys):
        raise DomainError(_("You are not an owner any more."))


def _other(member: User, by: User) -> User:
    """The colleague, locked. Raises DomainError for the one who acts."""
    if member.pk == by.pk:
        raise DomainError(
            _("You cannot change your own account here. Ask another owner.")
        )
    return User.objects.staff().select_for_update().get(pk=member.pk)


def _present(successor: User, *, leaving: User) -> User:
    """The successor, locked. Raises DomainError for who cannot take a case."""
    present = User.objects.staff().active().exclude(pk=leaving.pk)
    found = present.select_for_update().filter(pk=successor.pk).first()
    if found is None:
        raise DomainError(_("Choose somebody who works for the firm now."))
    return found


def _hand_over(case: Case, *, leaving: User, to: User, by: User, at: datetime) -> None:
    before, case.responsible, case.updated_at = case.responsible_id, to, at
    case.save(update_fields=["responsible", "updated_at"])
    audit.record(
        "case.handed_over", case, by=by, at=at, before=str(before), to=str(to.pk)
    )
    calendar.hand_over(case=case, leaving=leaving, to=to, at=at)
    outbox.publish("case.handed_over", case=case.pk)
