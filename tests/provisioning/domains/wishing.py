"""A firm wishes for an address; whoever looks on is in no scope."""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from typing import Any, TypeVar

from django.utils import timezone

from portal.addresses import actions
from portal.addresses.models import Address
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.domains.models import Claim
from tenants.models import Firm
from tests.factories import UserFactory
from tests.nameserver import NameServer
from tests.tenants.domains.conftest import EDGE

HOST = "portal.example.be"
Result = TypeVar("Result")


def within(firm: Firm, work: Callable[[], Result]) -> Result:
    """Do it in the firm's scope; whoever asks is in none."""

    def run() -> Result:
        with scope.scope(firm):
            return work()

    return contextvars.Context().run(run)


def in_public(work: Callable[[], Result]) -> Result:
    def run() -> Result:
        with scope.public():
            return work()

    return contextvars.Context().run(run)


def owner(firm: Firm) -> User:
    return within(firm, lambda: UserFactory(role=Role.OWNER))


def wish(firm: Firm, host: str = HOST, **options: Any) -> Address:
    by = owner(firm)
    wanted = {"becomes_primary": True, **options}
    return within(firm, lambda: actions.add(host, by=by, at=timezone.now(), **wanted))


def seen(firm: Firm, address: Address) -> Address:
    return within(firm, lambda: Address.objects.get(pk=address.pk))


def claim_of(address: Address) -> Claim:
    return in_public(lambda: Claim.objects.get(pk=address.pk))


def set_right(dns: NameServer, address: Address) -> None:
    dns.set(f"_tablinum-challenge.{HOST}", "TXT", f'"{claim_of(address).token}"')
    dns.set(HOST, "CNAME", f"{EDGE}.")
