"""Holding what a person typed, or his device answered, to what is kept.

Each returns the factor that was proved, or None. The row is locked while it is looked
at, so of two that come with the same code one is too late. A failure is counted, and
after it nothing is looked at for 1, 2, 4, 8... seconds.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from tenants.accounts.models import User
from tenants.factors import ceremony, recovery
from tenants.factors.models import Authenticator, Factor, Passkey, RecoveryCodes
from tenants.factors.queries import AnyFactor


def must_wait(kind: type[Factor], user: User) -> bool:
    """Whether failures of this kind of factor were so many, so lately."""
    return any(device.must_wait() for device in kind.objects.filter(user=user))


@transaction.atomic
def by_app(user: User, code: str, *, at: datetime) -> Authenticator | None:
    """By the code of an authenticator app; spaces between the digits are fine."""
    device = _locked(Authenticator, user).first()
    if device is None or device.must_wait():
        return None
    typed, last = "".join(code.split()), device.last_period
    period = device.secret.period_of(typed, at=at, after=last)
    if period is None:
        device.throttle_increment()
        return None
    device.note_use(at=at, last_period=period)
    return device


@transaction.atomic
def by_recovery_code(user: User, code: str, *, at: datetime) -> RecoveryCodes | None:
    """By a recovery code, which is used up with it."""
    codes = _locked(RecoveryCodes, user).first()
    if codes is None or codes.salt is None or codes.must_wait():
        return None
    digest = recovery.digest(code, bytes(codes.salt))
    used, _of_what = codes.unused.filter(digest=digest).delete()
    if not used:
        codes.throttle_increment()
        return None
    codes.note_use(at=at)
    return codes


@transaction.atomic
def by_passkey(
    user: User, answer: str, challenge: str, *, place: ceremony.Place, at: datetime
) -> Passkey | None:
    """By a passkey's answer to this challenge, at the host at which it was made."""
    credential = ceremony.credential_of(answer)
    if credential is None:
        return None
    mine = _locked(Passkey, user)
    device = mine.filter(credential_id=credential, rp_id=place.host).first()
    if device is None:
        return None
    count = ceremony.count_after(answer, challenge, device, place=place)
    if count is None:
        return None
    device.note_use(at=at, sign_count=count)
    return device


def _locked(kind: type[AnyFactor], user: User) -> QuerySet[AnyFactor]:
    found: QuerySet[AnyFactor] = kind.objects.select_for_update().filter(
        user=user, confirmed=True
    )
    return found
