"""The plan of each kind of run: its steps in their order.

A plan is the `STEPS` of a module of its own. To add one, import it here and give it a
line in PLANS; tests/provisioning/test_killed_driver.py says how to have it killed.
"""

from __future__ import annotations

from collections.abc import Mapping

from provisioning.backup import restoration
from provisioning.backup import steps as backup
from provisioning.erasure import steps as erasure
from provisioning.exports import steps as export
from provisioning.models import RunKind
from provisioning.steps import (
    closing,
    provisioning,
    reopening,
    resumption,
    suspension,
)
from provisioning.steps.step import Step
from provisioning.support import steps as support

__all__ = ["PLANS", "Step", "names", "plan", "step"]

PLANS: Mapping[RunKind, tuple[Step, ...]] = {
    RunKind.PROVISIONING: provisioning.STEPS,
    RunKind.SUSPENSION: suspension.STEPS,
    RunKind.RESUMPTION: resumption.STEPS,
    RunKind.CLOSING: closing.STEPS,
    RunKind.REOPENING: reopening.STEPS,
    RunKind.ERASURE: erasure.STEPS,
    RunKind.RECOVERY: support.STEPS,
    RunKind.BACKUP: backup.STEPS,
    RunKind.RESTORE: restoration.STEPS,
    RunKind.EXPORT: export.STEPS,
}


def plan(kind: str) -> tuple[Step, ...]:
    """The steps of this kind. Raises LookupError when this release has no such plan."""
    try:
        return PLANS[RunKind(kind)]
    except (KeyError, ValueError):
        raise LookupError(f"no plan for {kind}") from None


def names(kind: str) -> list[str]:
    """The names of its steps, in order."""
    return [each.name for each in plan(kind)]


def step(kind: str, name: str) -> Step:
    """The step of this name. Raises LookupError when this release has none."""
    for each in plan(kind):
        if each.name == name:
            return each
    raise LookupError(f"no step {name} in {kind}")
