"""What changes plans, and what a firm may use. It counts from the next request on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from controlplane.plans.limits import Limits
from tenants import audit
from tenants.accounts.models import User
from tenants.domains import routing
from tenants.errors import DomainError
from tenants.models import Firm, Plan


@transaction.atomic
def create(name: str, limits: Limits, *, by: User, at: datetime) -> Plan:
    """A new plan, at the end of the list. Raises DomainError when the name is taken."""
    plan = Plan(name=name, position=Plan.objects.count() + 1, **limits.fields())
    _save(plan)
    audit.record("plan.created", plan, by=by, at=at, **limits.fields())
    return plan


@transaction.atomic
def change(
    plan: Plan, *, name: str, limits: Limits, by: User, at: datetime, reason: str
) -> None:
    """Other limits or another name, for all firms that have the plan.

    What a firm has already stays; only more is refused. Raises DomainError when the
    name is taken.
    """
    mine = Plan.objects.select_for_update().get(pk=plan.pk)
    before = {"name": mine.name, **Limits.of(mine).fields()}
    after = {"name": name, **limits.fields()}
    changed = {
        key: [before[key], new] for key, new in after.items() if before[key] != new
    }
    if not changed:
        return
    for key, value in after.items():
        setattr(mine, key, value)
    _save(mine)
    audit.record("plan.changed", mine, by=by, at=at, reason=reason, changed=changed)
    routing.announce()


@transaction.atomic
def make_default(plan: Plan, *, by: User, at: datetime) -> None:
    """New firms get this plan from now on."""
    list(Plan.objects.select_for_update().order_by("pk"))
    Plan.objects.filter(is_default=True).update(is_default=False)
    Plan.objects.filter(pk=plan.pk).update(is_default=True)
    audit.record("plan.made_default", plan, by=by, at=at)


@transaction.atomic
def assign(
    firm: Firm, plan: Plan | None, *, by: User, at: datetime, reason: str
) -> Firm:
    """Give a firm another plan; None takes all limits away.

    A firm that has more than the new plan allows keeps it, and gets no more. All
    processes forget what they know of firms, so it counts at once.
    """
    mine = (
        Firm.objects.select_for_update(of=("self",))
        .select_related("plan")
        .get(pk=firm.pk)
    )
    if mine.plan == plan:
        raise DomainError(_("The firm has this plan already."))
    before, mine.plan = mine.plan, plan
    mine.save(update_fields=["plan"])
    details: dict[str, Any] = {"before": _name(before), "plan": _name(plan)}
    audit.record("firm.plan_assigned", mine, by=by, at=at, reason=reason, **details)
    routing.announce()
    return mine


def _name(plan: Plan | None) -> str:
    return plan.name if plan else ""


def _save(plan: Plan) -> None:
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError:
        raise DomainError(_("Another plan has this name already.")) from None
