"""Runs that a command starts: driven here, or by the worker when it was quicker."""

from __future__ import annotations

import time

from django.core.management import CommandError

from provisioning import driver
from provisioning.models import Run, RunState
from tenants import scope
from tenants.models import Firm

SECONDS_BETWEEN = 0.5


def firm(slug: str) -> Firm:
    """The firm of this address. Raises CommandError."""
    with scope.public():
        found = Firm.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"No firm has the address {slug}.")
    return found


def to_the_end(run: Run) -> None:
    """Drive a run until it is done. Raises CommandError when a step fails."""
    while True:
        driver.drive(run.pk)
        with scope.public():
            run.refresh_from_db()
        if run.state == RunState.DONE:
            return
        if run.state in (RunState.FAILED, RunState.UNDONE):
            raise CommandError(
                f"{run.error or 'The run was undone.'}\n"
                "It is tried again by itself; see bin/manage runs."
            )
        time.sleep(SECONDS_BETWEEN)  # another driver has it
