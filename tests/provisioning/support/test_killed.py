"""A recovery whose driver dies at any step's boundary invites one owner, once."""

from __future__ import annotations

import signal

import pytest
from django.utils import timezone

from portal.access.models import Invitation
from provisioning.models import Run, RunKind, RunState
from provisioning.steps import registry
from provisioning.support import exchange
from provisioning.support.models import RecoveryState
from tenants import scope
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.models import Firm
from tenants.outbox.models import Event
from tests import visits
from tests.cast import Cast
from tests.provisioning import fates
from tests.provisioning import mortal as moments
from tests.provisioning.mortal import Mortal
from tests.provisioning.support.test_recovery import before

FINISHED = "recovery.finished"


@pytest.mark.parametrize("step", registry.names(RunKind.RECOVERY))
@pytest.mark.parametrize("moment", moments.MOMENTS)
def test_the_sweep_finishes_what_died(
    mortal: Mortal,
    step: str,
    moment: str,
    firm: Firm,
    jan: User,
    lena: User,
    cast: Cast,
) -> None:
    asked = visits.recovery(firm, jan, lena, at=before(73))
    exchange.carry_out(asked.pk, at=timezone.now())
    with scope.public():
        run = Run.objects.get(kind=RunKind.RECOVERY)

    died_of = mortal(run.pk, step, moment, way="drive")
    finished = fates.converge(run)

    assert (died_of, finished.state) == (signal.SIGKILL, RunState.DONE)
    assert visits.recovery_now(asked).state == RecoveryState.DONE
    with scope.public():
        assert Entry.objects.filter(action=FINISHED).count() == 1
    with scope.scope(firm):
        assert Invitation.objects.filter(user__email="new@owner.be").count() == 1
        assert Event.objects.filter(topic="access.invited").count() == 1
        assert Entry.objects.filter(action=FINISHED).count() == 1
