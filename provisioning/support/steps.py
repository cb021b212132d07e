"""The run of a recovery: the new owner is invited, and both logs say so.

Whether it may happen was decided before, by two operators, by the firm's people and by
time: see `exchange.carry_out`. It cannot be undone: the invitation was sent.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.support import owners
from provisioning.models import Run
from provisioning.steps.step import Step
from provisioning.support.models import Recovery, RecoveryState
from tenants import audit, scope

DONE = "recovery.finished"


def invite(run: Run) -> None:
    """Give the new owner an account and a way in, once."""
    with scope.public():
        recovery = Recovery.objects.get(pk=run.parameters["recovery"])
    with scope.scope(run.firm):
        owners.install(
            email=recovery.owner_email,
            name=recovery.owner_name,
            language=run.firm.language,
            since=run.created_at,
            at=timezone.now(),
        )


def conclude(run: Run) -> None:
    """Write it down in `public` and in the firm, once."""
    now = timezone.now()
    with scope.public():
        rows = Recovery.objects.select_for_update(of=("self",))
        recovery = rows.select_related("confirmed_by").get(
            pk=run.parameters["recovery"]
        )
        if recovery.state == RecoveryState.DONE:
            return
        recovery.state, recovery.ended_at = RecoveryState.DONE, now
        recovery.save()
        by = recovery.confirmed_by
        audit.record(DONE, run.firm, by=by, at=now, request=str(recovery.pk))
    with scope.scope(run.firm):
        audit.record(DONE, None, by=None, at=now, request=str(recovery.pk))


STEPS = (
    Step("owner", _("The new owner is invited"), invite, None),
    Step("log", _("Written in both logs"), conclude, None),
)
