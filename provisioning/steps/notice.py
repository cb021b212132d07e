"""A mail to a firm's owners that the platform sends, since the firm's own door closes.

The addresses are copied into the run: later nobody may look into the firm's schema any
more. The erasure removes them.
"""

from __future__ import annotations

from provisioning.models import Run
from tenants import outbox, scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role

CLOSING = "provisioning.closing_notice"
RECEIVERS = "receivers"


def publish(run: Run, *, topic: str) -> None:
    """One event for each owner, in the outbox of `public`; once in a run."""
    if RECEIVERS in run.parameters:
        return
    with scope.scope(run.firm):
        found = _owners()
    with scope.public():
        run.parameters[RECEIVERS] = found
        for number, _receiver in enumerate(found):
            outbox.publish(topic, run=run.pk, receiver=number)


def _owners() -> list[dict[str, str]]:
    """Those who can still sign in; all staff when no owner can."""
    staff = User.objects.staff().active()
    receivers = staff.filter(role=Role.OWNER) or staff
    return [
        {"name": user.name, "email": user.email, "language": user.language}
        for user in receivers
    ]
