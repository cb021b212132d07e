"""What stands in the log, as one would say it. What is not here stands as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

ACTIONS: Mapping[str, Promise] = {
    "access.proof_failed": _("Could not prove again who it is"),
    "access.proved": _("Proved again who it is"),
    "access.signed_in": _("Signed in"),
    "access.signed_out": _("Signed out"),
    "access.sign_in_failed": _("Sign-in failed"),
    "access.locked_out": _("Has to wait after too many failures"),
    "access.timed_out": _("Was signed out after a while"),
    "account.password_guessed": _("Typed a wrong password on the account page"),
    "account.session_ended": _("Signed a device out"),
    "backup.drill_requested": _("Restore drill asked for"),
    "delivery.retried": _("Delivery tried again"),
    "domain.check_requested": _("Address checked again"),
    "domain.claimed": _("Own address claimed"),
    "domain.lost": _("Own address lost"),
    "domain.made_primary": _("Main address chosen"),
    "domain.owned": _("Own address proven"),
    "domain.released": _("Own address given back"),
    "domain.suspended": _("Own address switched off"),
    "domain.taken_away": _("Own address taken away"),
    "domain.verified": _("Own address verified"),
    "domain.waiting": _("Own address waits for DNS"),
    "factor.authenticator_removed": _("Authenticator app switched off"),
    "factor.authenticator_set_up": _("Authenticator app set up"),
    "factor.passkey_added": _("Passkey added"),
    "factor.passkey_removed": _("Passkey removed"),
    "factor.recovery_codes_renewed": _("New recovery codes made"),
    "firm.requested": _("Firm asked for"),
    "firm.restored": _("Firm restored"),
    "firm.suspended": _("Firm suspended"),
    "firm.resumed": _("Firm resumed"),
    "firm.closed": _("Firm is closing"),
    "firm.reopened": _("Firm reopened"),
    "firm.opened": _("Firm opened"),
    "firm.retried": _("Run tried again"),
    "firm.turned_back": _("Run turned back"),
    "firm.undone": _("Run undone"),
    "firm.erased": _("Firm erased"),
    "firm.erasure.stopped": _("Erasure stopped"),
    "firm.plan_assigned": _("Another plan given"),
    "firm.backup.requested": _("Backup asked for"),
    "firm.closing.requested": _("Closing asked for"),
    "firm.erasure.requested": _("Erasure asked for"),
    "firm.export.requested": _("Export asked for"),
    "firm.recovery.requested": _("Recovery asked for"),
    "firm.reopening.requested": _("Reopening asked for"),
    "firm.restore.requested": _("Restore asked for"),
    "firm.resumption.requested": _("Resumption asked for"),
    "firm.suspension.requested": _("Suspension asked for"),
    "operator.access_renewed": _("New link sent to operator"),
    "operator.closed": _("Operator's account closed"),
    "operator.factor_removed": _("Second factor removed"),
    "operator.invitation_redeemed": _("Operator used the link"),
    "operator.invited": _("Operator invited"),
    "operator.password_changed": _("Own password changed"),
    "operator.password_set": _("Operator chose a password"),
    "operator.reopened": _("Operator's account opened again"),
    "operator.role_changed": _("Operator's role changed"),
    "plan.changed": _("Plan changed"),
    "plan.created": _("Plan made"),
    "plan.made_default": _("Plan for new firms chosen"),
    "recovery.cancelled": _("Recovery stopped"),
    "recovery.confirmed": _("Recovery confirmed"),
    "recovery.done": _("Recovery done"),
    "recovery.finished": _("Recovery finished"),
    "recovery.requested": _("Recovery asked for"),
    "recovery.started": _("Recovery started"),
    "recovery.stopped": _("Recovery stopped by the firm"),
    "signup.confirmed": _("Sign-up confirmed"),
    "support.ended": _("Support access ended"),
    "support.granted": _("Support access granted"),
    "support.pass_asked": _("Entry to a firm asked for"),
    "support.refused": _("Support access refused"),
    "support.requested": _("Support access asked for"),
}

# What stands in `details`. A name that is not here stands as it is; one without words
# is for programs only.
DETAILS: Mapping[str, Promise | None] = {
    "before": _("Before"),
    "factor": _("At the step"),
    "host": _("Address"),
    "kind": _("Kind"),
    "plan": _("Plan"),
    "reach": _("Scope"),
    "requested_by": _("Asked by"),
    "role": _("Role"),
    "staff_limit": _("People"),
    "storage_limit_bytes": _("Storage in bytes"),
    "domain_limit": _("Own addresses"),
    "file_limit_bytes": _("Largest file in bytes"),
    "name": _("Name"),
    "auth": _("password"),
    "token": _("code"),
    "backup": _("recovery code"),
    "changed": None,
    "firm": None,
    "reason": None,
    "record": None,
    "request": None,
    "run": None,
    "second_factor": None,
}


def details(found: Mapping[str, Any]) -> Iterator[str]:
    """The details as one would say them: "Role: auditor", "People: 3 > 4"."""
    for name, (old, new) in found.get("changed", {}).items():
        yield f"{_said(name)}: {_value(old)} \N{RIGHTWARDS ARROW} {_value(new)}"
    for name, value in found.items():
        if DETAILS.get(name, name) is not None and value not in ("", None):
            yield f"{_said(name)}: {_value(value)}"


def _said(name: str) -> str:
    return str(DETAILS.get(name) or name)


def _value(value: Any) -> str:
    if value is None:
        return gettext("no limit")
    return _said(value) if isinstance(value, str) else str(value)


def action(code: str) -> str:
    """The words for an action."""
    return str(ACTIONS.get(code, code))
