"""What changes who runs the platform. Each needs an administrator and leaves a trace.

`by` is None at the console of a server only, where the first operator is made and the
last one is helped in again.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from controlplane.team import queries
from controlplane.team.models import VALIDITY, Invitation
from portal.access.problems import InvitationUsed
from tenants import audit, crypto, outbox
from tenants.accounts.models import User, normalise_email
from tenants.accounts.roles import Role
from tenants.errors import DomainError
from tenants.factors import actions as factors


@transaction.atomic
def invite(
    *, email: str, name: str, role: Role, language: str, by: User | None, at: datetime
) -> Invitation:
    """Make the account of a new operator, and mail the link that opens it.

    Raises DomainError when the address has an account here already.
    """
    _lock_administrators(by)
    user = User(email=normalise_email(email), name=name, role=role, language=language)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise DomainError(_("An operator has this e-mail address already.")) from None
    audit.record("operator.invited", user, by=by, at=at, role=role)
    return _new_link(user, by=by, at=at)


@transaction.atomic
def change_role(
    operator: User, role: Role, *, by: User, at: datetime, reason: str
) -> None:
    """Give an operator another role, from the next page on.

    Raises DomainError for oneself: nobody locks himself out, so one administrator is
    always left.
    """
    _lock_administrators(by)
    mine = _other(operator, by)
    before, mine.role = mine.role, role
    mine.save(update_fields=["role"])
    details = {"before": before, "role": role, "reason": reason}
    audit.record("operator.role_changed", mine, by=by, at=at, **details)


@transaction.atomic
def renew_access(
    operator: User,
    *,
    is_factor_lost: bool,
    by: User | None,
    at: datetime,
    reason: str,
) -> Invitation:
    """Mail a new link: the password stops working, and all sessions end.

    With `is_factor_lost` the second factor and the recovery codes go too. A password
    alone never sets up a new second factor: the link must have arrived as well.
    Raises DomainError for oneself, and for a closed account.
    """
    _lock_administrators(by)
    mine = _other(operator, by)
    if not mine.is_active:
        raise DomainError(_("This account is closed. Open it again instead."))
    if is_factor_lost:
        factors.remove_all(mine)
        audit.record("operator.factor_removed", mine, by=by, at=at, reason=reason)
    audit.record("operator.access_renewed", mine, by=by, at=at, reason=reason)
    return _reset(mine, by=by, at=at)


@transaction.atomic
def close(operator: User, *, by: User, at: datetime, reason: str) -> None:
    """Let an operator in no more. All sessions end at once; the log keeps the name.

    Raises DomainError for oneself.
    """
    _lock_administrators(by)
    mine = _other(operator, by)
    mine.is_active = False
    mine.set_unusable_password()
    mine.save(update_fields=["is_active", "password"])
    factors.remove_all(mine)
    Invitation.objects.unused().filter(user=mine).update(revoked_at=at)
    audit.record("operator.closed", mine, by=by, at=at, reason=reason)


@transaction.atomic
def reopen(operator: User, *, by: User, at: datetime, reason: str) -> Invitation:
    """Let an operator in again, who begins anew: by a link, with a new factor."""
    _lock_administrators(by)
    mine = _other(operator, by)
    if mine.is_active:
        raise DomainError(_("This account is open already."))
    mine.is_active = True
    mine.save(update_fields=["is_active"])
    audit.record("operator.reopened", mine, by=by, at=at, reason=reason)
    return _reset(mine, by=by, at=at)


@transaction.atomic
def redeem(token: str, *, at: datetime) -> User:
    """Use a link up, and return its operator. Raises InvitationProblem.

    One UPDATE with all conditions decides, so of parallel ones exactly one counts.
    """
    invitation = queries.invitation_of(token)
    open_ones = Invitation.objects.open(at).filter(pk=invitation.pk)
    if not open_ones.update(redeemed_at=at):
        invitation.refresh_from_db()
        raise queries.problem_of(invitation, at=at) or InvitationUsed()
    user = invitation.user
    audit.record("operator.invitation_redeemed", user, by=user, at=at)
    return user


@transaction.atomic
def set_password(user: User, password: str, *, at: datetime) -> None:
    """Give the operator this password. Raises ValidationError."""
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    Invitation.objects.unused().filter(user=user).update(revoked_at=at)
    audit.record("operator.password_set", user, by=user, at=at)


def _lock_administrators(by: User | None) -> None:
    """One change of the team at a time, by who is an administrator at this moment.

    Two who remove each other would otherwise leave nobody.
    """
    administrators = User.objects.filter(role=Role.ADMIN, is_active=True)
    keys = administrators.select_for_update().order_by("pk").values_list("pk")
    if by is not None and (by.pk,) not in set(keys):
        raise DomainError(_("You are not an administrator any more."))


def _other(operator: User, by: User | None) -> User:
    """The operator, locked. Raises DomainError when it is the one who acts."""
    if by is not None and operator.pk == by.pk:
        raise DomainError(_("You cannot do this to your own account. Ask a colleague."))
    return User.objects.select_for_update().get(pk=operator.pk)


def _reset(user: User, *, by: User | None, at: datetime) -> Invitation:
    user.set_unusable_password()  # which ends all sessions, see User
    user.save(update_fields=["password"])
    return _new_link(user, by=by, at=at)


def _new_link(user: User, *, by: User | None, at: datetime) -> Invitation:
    Invitation.objects.unused().filter(user=user).update(revoked_at=at)
    invitation = Invitation(
        user=user, created_at=at, created_by=by, expires_at=at + VALIDITY
    )
    invitation.token_digest = crypto.digest(invitation.token)
    invitation.save()
    outbox.publish("operator.invited", invitation=invitation.pk)
    return invitation
