"""Letting somebody look beside, or in place of, a client. Each is one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access import accounts
from portal.access import actions as access
from portal.people.models import Delegation
from tenants import audit, outbox
from tenants.accounts.models import User, normalise_email
from tenants.accounts.roles import Role
from tenants.errors import DomainError


@transaction.atomic
def give(
    delegation: Delegation, *, name: str, email: str, by: User, at: datetime
) -> Delegation:
    """Let the person with this address in; who has no account is invited.

    Raises DomainError for an address of the firm's staff, for the client's own, and
    when the person looks for this client already.
    """
    contact = delegation.contact
    user = _account(normalise_email(email), delegation, name=name, by=by, at=at)
    if user == contact.user:
        raise DomainError(_("This is the client's own address."))
    delegation.user, delegation.created_by, delegation.created_at = user, by, at
    try:
        with transaction.atomic():
            delegation.save(force_insert=True)
    except IntegrityError:
        raise DomainError(
            _("%(name)s looks for this client already.") % {"name": user.name}
        ) from None
    audit.record("delegation.given", contact, by=by, at=at, **_said(delegation))
    outbox.publish("delegation.given", delegation=delegation.pk)
    return delegation


@transaction.atomic
def change(
    delegation: Delegation, *, changed: Sequence[str], by: User, at: datetime
) -> None:
    """Save other rights; `changed` names the fields that the log tells of."""
    delegation.save(
        update_fields=["relation", "sees_cases", "sees_documents", "last_day"]
    )
    details = {**_said(delegation), "changed": sorted(changed)}
    audit.record("delegation.changed", delegation.contact, by=by, at=at, **details)


@transaction.atomic
def revoke(delegation: Delegation, *, by: User, at: datetime) -> None:
    """End it at once. An account that is only a delegate's is closed with the last one.

    Raises DomainError when it was revoked already.
    """
    user = User.objects.get_queryset().select_for_update().get(pk=delegation.user_id)
    unrevoked = Delegation.objects.filter(user=user, revoked_at=None)
    if not unrevoked.filter(pk=delegation.pk).update(revoked_at=at):
        raise DomainError(_("This access has ended already."))
    audit.record(
        "delegation.revoked", delegation.contact, by=by, at=at, **_said(delegation)
    )
    if user.role == Role.DELEGATE and user.is_active and not unrevoked.exists():
        accounts.close(user, by=by, at=at)


def _account(
    email: str, delegation: Delegation, *, name: str, by: User, at: datetime
) -> User:
    """The account with this address, open; made and invited when there is none."""
    user = User.objects.get_queryset().select_for_update().filter(email=email).first()
    if user is None:
        return access.invite(
            email=email,
            name=name,
            role=Role.DELEGATE,
            language=delegation.contact.language,
            by=by,
            at=at,
        ).user
    if not user.is_client:
        raise DomainError(
            _("This e-mail address already has an account here. Use another address.")
        )
    if not user.is_active:
        return accounts.reopen(user, by=by, at=at).user
    return user


def _said(delegation: Delegation) -> dict[str, str | bool]:
    """What the log keeps of it."""
    last_day = delegation.last_day
    return {
        "delegate": delegation.user.name,
        "relation": delegation.relation,
        "cases": delegation.sees_cases,
        "documents": delegation.sees_documents,
        "until": last_day.isoformat() if last_day else "",
    }
