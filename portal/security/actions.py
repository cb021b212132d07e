"""What owners decide about access. Each is one transaction, audit included."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.policy.models import Policy
from portal.security.models import NetworkRule, Who
from portal.security.networks import admits
from portal.security.notation import normalised
from tenants import audit, origin, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError


@transaction.atomic
def change_policy(values: Mapping[str, Any], *, by: User, at: datetime) -> Policy:
    """Set these fields of the firm's rules. What stays is not written down."""
    Policy.objects.get_or_create(is_only=True)
    policy = Policy.objects.select_for_update().get()
    before = {name: getattr(policy, name) for name in values}
    changed = {name: new for name, new in values.items() if new != before[name]}
    if not changed:
        return policy
    for name, new in changed.items():
        setattr(policy, name, new)
    policy.full_clean()
    policy.save(update_fields=list(changed))
    audit.record(
        "policy.changed",
        policy,
        by=by,
        at=at,
        before={name: _plain(before[name]) for name in changed},
        after={name: _plain(new) for name, new in changed.items()},
    )
    outbox.publish("policy.changed", fields=sorted(changed))
    return policy


@transaction.atomic
def add_network(
    *, who: Who, network: str, note: str, by: User, at: datetime
) -> NetworkRule:
    """Let staff or clients in from this network.

    Raises DomainError when it is none, stands there already, or keeps its author out.
    """
    text, rules = str(normalised(network)), _rules(who)
    if any(rule.network == text for rule in rules):
        raise DomainError(_("%(network)s is in the list already.") % {"network": text})
    rule = NetworkRule(who=who, network=text, note=note, created_by=by, created_at=at)
    _refuse_own_lockout([*rules, rule], who, by)
    rule.save(force_insert=True)
    _tell("added", rule, by=by, at=at)
    return rule


@transaction.atomic
def remove_network(rule: NetworkRule, *, by: User, at: datetime) -> None:
    """Take a network out; without any, everybody may come from everywhere.

    Raises DomainError when the others would keep its author out.
    """
    left = [each for each in _rules(Who(rule.who)) if each.pk != rule.pk]
    _refuse_own_lockout(left, Who(rule.who), by)
    _tell("removed", rule, by=by, at=at)
    rule.delete()


def _rules(who: Who) -> list[NetworkRule]:
    """The list, and nobody else changes the firm's rules meanwhile: two removals at
    the same moment could together keep an author out that neither does alone."""
    Policy.objects.get_or_create(is_only=True)
    Policy.objects.select_for_update().get()
    return list(NetworkRule.objects.filter(who=who).in_order())


def _refuse_own_lockout(rules: list[NetworkRule], who: Who, by: User) -> None:
    address = origin.current().address
    if who != Who.STAFF or not by.is_staff or admits(rules, address):
        return
    if address is None:
        raise DomainError(
            _("We do not know from which address you come: this could lock you out.")
        )
    raise DomainError(
        _("This would lock you out: you come from %(address)s. Keep or add it first.")
        % {"address": address}
    )


def _tell(what: str, rule: NetworkRule, *, by: User, at: datetime) -> None:
    audit.record(f"network.{what}", rule, by=by, at=at, who=rule.who, note=rule.note)
    outbox.publish(f"network.{what}", rule=rule.pk)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
