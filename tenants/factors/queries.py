"""What a person has to prove himself with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tenants.accounts.models import User
from tenants.factors.models import (
    Authenticator,
    Factor,
    Passkey,
    RecoveryCodes,
)

AnyFactor = TypeVar("AnyFactor", bound=Factor)
ALL = (Authenticator, Passkey, RecoveryCodes)


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything that one person has."""

    authenticator: Authenticator | None
    passkeys: Sequence[Passkey]
    codes: RecoveryCodes | None
    codes_left: int

    def __bool__(self) -> bool:
        return bool(self.authenticator or self.passkeys or self.codes)

    def passkeys_at(self, host: str) -> list[Passkey]:
        """Those that work at this host."""
        return [each for each in self.passkeys if each.rp_id == host]

    def passkeys_elsewhere(self, host: str) -> list[Passkey]:
        """Those that were made at another host."""
        return [each for each in self.passkeys if each.rp_id != host]


def of(user: User) -> Kept:
    """What this person has."""
    codes = _mine(RecoveryCodes, user).annotate(left=Count("unused")).first()
    return Kept(
        authenticator=_mine(Authenticator, user).first(),
        passkeys=list(_mine(Passkey, user)),
        codes=codes,
        codes_left=codes.left if codes else 0,
    )


def has_any(user: User) -> bool:
    """Whether there is anything to prove: one query."""
    return with_any(User.objects.filter(pk=user.pk)).exists()


def with_any(users: QuerySet[User]) -> QuerySet[User]:
    """Those who have a second factor."""
    return users.filter(any_of(OuterRef("pk")))


def any_of(user: OuterRef) -> Q:
    """Whether the person of an outer query has one."""
    kinds = (Exists(kind.objects.filter(user=user, confirmed=True)) for kind in ALL)
    return reduce(or_, (Q(each) for each in kinds))


def _mine(kind: type[AnyFactor], user: User) -> QuerySet[AnyFactor]:
    found: QuerySet[AnyFactor] = kind.objects.filter(user=user, confirmed=True)
    return found
