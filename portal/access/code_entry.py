"""An invitation's code, typed together with the address that was invited.

It works for as long as the link does. Five wrong ones burn it, and the link goes on
working: nobody can shut another person out by guessing.
"""

from __future__ import annotations

import hmac
from datetime import datetime
from uuid import UUID

from django.db import transaction

from portal.access import actions, invitation_codes, lockout
from portal.access.models import DIGEST_BYTES, Invitation, Kind
from portal.access.problems import CodeRefused, TooManyTries
from tenants import audit
from tenants.accounts.models import User, normalise_email

MOST_FAILURES = 5
NOBODY, NOTHING = UUID(int=0), bytes(DIGEST_BYTES)


def redeem(email: str, code: str, *, at: datetime) -> User:
    """Use up the invitation of this address, and return its person.

    Raises CodeRefused, whatever is wrong, and TooManyTries for an address or a network
    that must wait. It is no transaction itself: what was counted stays counted.
    """
    if lockout.waits_until(email, at=at) is not None:
        raise TooManyTries
    user = _try(normalise_email(email), code, at=at)
    if user is None:
        raise CodeRefused
    return user


@transaction.atomic
def _try(email: str, code: str, *, at: datetime) -> User | None:
    """The person when the code is right; else the failure is written down.

    The row is locked, so parallel guesses are counted one after the other.
    """
    open_ones = Invitation.objects.open(at).filter(
        user__email=email, user__is_active=True, kind=Kind.MAIL
    )
    found = open_ones.exclude(code_digest=None).select_for_update(of=["self"]).first()
    if _is_right(found, code) and found is not None:
        return actions.redeem(found.token, at=at)
    if found is not None:
        _count(found, at=at)
    lockout.count(email, at=at)
    return None


def _is_right(invitation: Invitation | None, code: str) -> bool:
    """Compare, with the same work where there is nothing to compare with."""
    typed = invitation_codes.digest(invitation.pk if invitation else NOBODY, code)
    kept = invitation.code_digest if invitation else None
    return hmac.compare_digest(typed, bytes(kept or NOTHING))


def _count(invitation: Invitation, *, at: datetime) -> None:
    invitation.code_failures += 1
    if invitation.code_failures >= MOST_FAILURES:
        invitation.code_digest = None
    invitation.save(update_fields=["code_failures", "code_digest"])
    audit.record("access.invitation_code_failed", invitation.user, by=None, at=at)
