"""What a firm has of the platform's operators: a request, a visit, and a notice."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from portal.support import actions, arrival
from portal.support.arrival import Asked
from portal.support.models import Reach, RecoveryNotice, SupportAccess
from tenants import crypto
from tenants.accounts.models import User
from tenants.keys import uuid7
from tests.cast import key

ASKED, READING, SETTINGS, NOTICE = "visit asked", "visit", "visit settings", "notice"


def furnish(mark: str, owner: User) -> str:
    """Make all of it in the firm in force; the token of the reading guest's pass."""
    _ask(key(ASKED), mark, Reach.READING)
    _let_in(key(SETTINGS), mark, Reach.SETTINGS, owner)
    access = _let_in(key(READING), mark, Reach.READING, owner)
    token, now = f"pass of {mark}", timezone.now()
    digest, expires = crypto.digest(token), now + timedelta(hours=1)
    arrival.give_pass(access.pk, digest, expires_at=expires, at=now)
    _announce(mark)
    return token


def own_request(mark: str) -> UUID:
    """One more, with a key that no other firm has."""
    return _ask(uuid7(), mark, Reach.READING).pk


def guest(name: str) -> User:
    """The guest of a visit, in the firm in force."""
    return User.objects.get(support_access=key(name))


def _let_in(pk: UUID, mark: str, reach: Reach, owner: User) -> SupportAccess:
    now = timezone.now()
    access = _ask(pk, mark, reach)
    actions.grant(access, duration=timedelta(hours=1), by=owner, at=now)
    access.refresh_from_db()
    arrival.admit(access, _asked(pk, mark, reach))
    return access


def _ask(pk: UUID, mark: str, reach: Reach) -> SupportAccess:
    return arrival.bring(_asked(pk, mark, reach))


def _asked(pk: UUID, mark: str, reach: Reach) -> Asked:
    return Asked(
        pk=pk,
        operator_id=key("jan"),
        operator_name=f"Jan {mark}",
        operator_language="en",
        reach=reach,
        reason=f"It does not open {mark}",
        at=timezone.now(),
    )


def _announce(mark: str) -> None:
    now = timezone.now()
    RecoveryNotice.objects.create(
        pk=key(NOTICE),
        owner_name=f"Nora {mark}",
        owner_email=f"nora-{mark}@example.com",
        reason=f"The owner left {mark}",
        requested_by_name=f"Jan {mark}",
        confirmed_by_name=f"Lena {mark}",
        announced_at=now,
        due_at=now + timedelta(hours=72),
    )
