"""The mails about operators: who asks, why, and where to decide. Nothing else."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from portal.support.models import RecoveryNotice, SupportAccess
from tenants import mail
from tenants.accounts.models import User
from tenants.links import firm_url


def requested(access: SupportAccess, *, to: User, key: str) -> None:
    """An operator asks to be let in."""
    mail.send(
        "support/mail/requested",
        to=to.email,
        language=to.language,
        context={
            "name": to.name,
            "operator": access.operator_name,
            "reach": access.reach,
            "reason": access.reason,
            "url": _desk(),
        },
        key=key,
    )


def recovery(notice: RecoveryNotice, *, to: User, key: str) -> None:
    """Operators want to give the firm a new owner, unless somebody stops it."""
    mail.send(
        "support/mail/recovery",
        to=to.email,
        language=to.language,
        context={
            "name": to.name,
            "owner": notice.owner_name,
            "owner_email": notice.owner_email,
            "reason": notice.reason,
            "requested_by": notice.requested_by_name,
            "confirmed_by": notice.confirmed_by_name,
            "until": notice.due_at,
            "url": _desk(),
        },
        key=key,
    )


def _desk() -> str:
    return firm_url(reverse("desk:support:home", settings.FIRM_URLCONF))
