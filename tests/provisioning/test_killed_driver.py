"""A driver that dies by kill -9, at any point, leaves nothing half-made for long."""

from __future__ import annotations

import signal

import pytest

from portal.access.models import Invitation
from portal.branding.models import Brand
from provisioning import driver
from provisioning.models import RunKind, RunState
from provisioning.steps import registry
from tenants import scope
from tenants.accounts.models import User
from tenants.models import Domain, Firm, FirmState
from tenants.outbox.models import Event
from tests import firms
from tests.provisioning import mortal as moments
from tests.provisioning import orders
from tests.provisioning.mortal import Mortal

EACH_STEP = pytest.mark.parametrize("step", registry.names(RunKind.PROVISIONING))


@EACH_STEP
def test_the_next_driver_finishes(mortal: Mortal, step: str) -> None:
    runs = [orders.place(f"dumont-{moment}") for moment in moments.MOMENTS]
    died_of = {
        mortal(run.pk, step, moment, way="drive")
        for run, moment in zip(runs, moments.MOMENTS, strict=True)
    }
    half_made = {orders.again(run).firm.is_active for run in runs}

    for run in runs:
        driver.drive(run.pk)

    assert (died_of, half_made) == ({signal.SIGKILL}, {False})
    for finished in map(orders.again, runs):
        assert (finished.state, finished.firm.is_active) == (RunState.DONE, True)
        assert orders.looks_of(finished.firm) == _undisturbed()
        assert _inside(finished.firm) == [1, 1, 1, 2, 1]


@EACH_STEP
def test_what_was_made_can_be_undone(mortal: Mortal, step: str) -> None:
    run = orders.place()
    mortal(run.pk, step, moments.BEFORE_COMMIT, way="drive")

    driver.undo(run.pk)

    undone = orders.again(run)
    assert (undone.state, undone.firm.state) == (RunState.UNDONE, FirmState.ERASED)
    assert orders.traces_of(undone.firm) == []


@EACH_STEP
def test_the_next_driver_undoes(mortal: Mortal, step: str) -> None:
    run = orders.place()
    mortal(run.pk, "active", moments.BEFORE, way="drive")
    died_of = mortal(run.pk, step, moments.BEFORE_COMMIT, way="undo")

    driver.drive(run.pk)

    assert died_of == signal.SIGKILL
    assert orders.again(run).state == RunState.UNDONE
    assert orders.traces_of(run.firm) == []


def _undisturbed() -> dict[str, str]:
    with scope.public():
        peeters = Firm.objects.get(pk=firms.PEETERS)
    return orders.looks_of(peeters)


def _inside(firm: Firm) -> list[int]:
    """The numbers of domains, owners, brands, ways in and mails."""
    with scope.public():
        domains = Domain.objects.filter(tenant=firm).count()
    with scope.scope(firm):
        return [
            domains,
            User.objects.count(),
            Brand.objects.count(),
            Invitation.objects.count(),
            Event.objects.filter(topic="access.invited").count(),
        ]
