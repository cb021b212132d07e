"""A driver that dies by kill -9, at any point, leaves nothing half-made for long.

Which kinds of run are killed, and how to add one: see tests/provisioning/fates.py.
"""

from __future__ import annotations

import signal
from collections.abc import Callable
from random import Random

import pytest

from provisioning import driver
from provisioning.models import Run, RunKind, RunState
from provisioning.steps import registry
from tenants.models import FirmState
from tests.provisioning import fates, orders
from tests.provisioning import mortal as moments
from tests.provisioning.fates import FATES, Fate
from tests.provisioning.mortal import Mortal
from tests.thorough import times

EACH_STEP = pytest.mark.parametrize("step", registry.names(RunKind.PROVISIONING))
EACH_FATE = pytest.mark.parametrize("fate", FATES, ids=str)
KILLS = times(12, all_of=100)  # in the middle of a run: those after it do not count
SAMPLES, TOO_MANY = 3, 5
MOST_OF_ONE_RUN = 5  # a step that dies eight times is given up


@EACH_FATE
@pytest.mark.parametrize("moment", moments.MOMENTS)
@pytest.mark.timeout(300)
def test_the_sweep_finishes_what_died_at_a_steps_boundary(
    mortal: Mortal, fate: Fate, moment: str
) -> None:
    before = fates.things()

    for step in registry.names(fate.kind):
        run = fate.begin(f"dumont-{step}")

        died_of = mortal(run.pk, step, moment, way="drive")
        is_interrupted = orders.again(run).finished_at is None
        finished = fates.converge(run)

        assert (died_of, is_interrupted) == (signal.SIGKILL, True), step
        fate.check(finished)
    assert fates.orphans(before) == []


@EACH_FATE
@pytest.mark.timeout(times(300, all_of=1800))
def test_the_sweep_finishes_what_died_at_random_moments(
    mortal: Mortal, fate: Fate, record_property: Callable[[str, object], None]
) -> None:
    """`bin/bench kills` takes a hundred of each."""
    before = fates.things()
    dice = Random(str(fate))  # the same moments each time, as far as the clock allows
    duration = min(
        mortal.seconds_of(fate.begin(f"first-{number}").pk) for number in range(SAMPLES)
    )
    kills = runs = 0

    while kills < KILLS:
        runs += 1
        run = fate.begin(f"firm-{runs}")
        kills += _kill_often(mortal, run, dice, duration)
        fate.check(fates.converge(run))
        assert runs < TOO_MANY * KILLS, "drivers end before they are killed"

    assert fates.orphans(before) == []
    record_property("kills", kills)
    record_property("runs", runs)


def _kill_often(mortal: Mortal, run: Run, dice: Random, duration: float) -> int:
    """Kill its drivers one after the other; how many died before the end."""
    for kills in range(MOST_OF_ONE_RUN):
        died_of = mortal.killed_after(run.pk, dice.uniform(0, duration))
        if died_of != signal.SIGKILL or orders.again(run).finished_at:
            return kills
    return MOST_OF_ONE_RUN


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

    finished = fates.converge(run)

    assert died_of == signal.SIGKILL
    assert finished.state == RunState.UNDONE
    assert orders.traces_of(run.firm) == []
