"""Operators who ask to come in, step by step, as the pages and the worker do it.

Each step is in a context of its own, so a test may hold a firm's scope meanwhile.
"""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import ParamSpec, TypeVar

from django.utils import timezone

from portal.support import actions as firm_side
from portal.support.models import RecoveryNotice, SupportAccess
from provisioning.support import actions, exchange, passes
from provisioning.support.models import Recovery, Visit, VisitScope
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.models import Firm
from tests import operators
from tests.conftest import HostClient

P = ParamSpec("P")
T = TypeVar("T")
REASON = "The documents do not open since Monday"
ENTRY = "/support-visit/"


def apart(step: Callable[P, T]) -> Callable[P, T]:
    """Outside of the scope that the test holds."""

    @wraps(step)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        return contextvars.Context().run(lambda: step(*args, **kwargs))

    return run


@apart
def operator(name: str = "Jan Willems", role: Role = Role.SUPPORT) -> User:
    """Somebody of the platform."""
    with scope.public():
        return operators.make(role, name=name, language="en")


@apart
def ask(
    firm: Firm, by: User, reach: VisitScope = VisitScope.READING, **fields: datetime
) -> Visit:
    """Ask, and have it brought to the firm."""
    with scope.public():
        at = fields.get("at") or timezone.now()
        visit = actions.ask(firm, reach=reach, reason=REASON, by=by, at=at)
    exchange.settle_visit(visit.pk, at=at)
    return visit


@apart
def grant(
    visit: Visit, by: User, *, hours: int = 1, at: datetime | None = None
) -> None:
    """An owner allows it, and the worker takes that over."""
    now = at or timezone.now()
    with scope.scope(visit.firm):
        access = SupportAccess.objects.get(pk=visit.pk)
        firm_side.grant(access, duration=timedelta(hours=hours), by=by, at=now)
    exchange.settle_visit(visit.pk, at=now)


@apart
def token(visit: Visit, *, at: datetime | None = None) -> str:
    """A pass for the operator, brought to the firm."""
    now = at or timezone.now()
    with scope.public():
        actions.prepare_entry(visit, by=visit.operator, at=now)
    exchange.bring_pass(visit.pk, at=now)
    with scope.public():
        found = passes.token(Visit.objects.get(pk=visit.pk), at=now)
    assert found is not None
    return found


@apart
def enter(visit: Visit, at: Firm | None = None) -> HostClient:
    """The guest's browser, inside."""
    browser = HostClient((at or visit.firm).primary_host)
    answer = browser.post(ENTRY, {"token": token(visit)})
    assert answer.status_code == 302, answer.content
    return browser


@apart
def seen(visit: Visit) -> Visit:
    """The visit as `public` has it now."""
    with scope.public():
        return Visit.objects.select_related("firm", "operator").get(pk=visit.pk)


@apart
def at_firm(visit: Visit) -> SupportAccess:
    """The visit as the firm has it now."""
    with scope.scope(visit.firm):
        return SupportAccess.objects.select_related("guest").get(pk=visit.pk)


@apart
def recovery(
    firm: Firm, one: User, other: User, *, email: str = "new@owner.be", at: datetime
) -> Recovery:
    """Asked by one administrator, confirmed by the other, told to the firm."""
    with scope.public():
        asked = actions.ask_recovery(
            firm, owner_name="Nora New", owner_email=email, reason=REASON, by=one, at=at
        )
        actions.confirm_recovery(asked, typed=firm.slug, by=other, at=at)
    exchange.settle_recovery(asked.pk, at=at)
    return asked


@apart
def recovery_now(asked: Recovery) -> Recovery:
    """The recovery as `public` has it now."""
    with scope.public():
        return Recovery.objects.select_related("firm").get(pk=asked.pk)


@apart
def notice(asked: Recovery) -> RecoveryNotice | None:
    """The recovery as the firm has it now."""
    with scope.scope(asked.firm):
        return RecoveryNotice.objects.filter(pk=asked.pk).first()
