"""What an operator does with a run that is stuck."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from provisioning import driver, journal
from provisioning.models import Run, RunState
from tenants import scope
from tests.provisioning import orders


def test_a_run_that_was_given_up_is_listed_with_its_error() -> None:
    _stuck()

    assert _runs() == f"dumont  provisioning  failed  given up  {journal.CUT_SHORT}\n"


def test_a_stuck_run_is_tried_again() -> None:
    run = _stuck()

    assert _runs("--retry", "dumont") == ""
    assert orders.again(run).state == RunState.DONE


def test_a_stuck_run_is_undone() -> None:
    run = _stuck()

    assert _runs("--undo", "dumont") == ""
    assert orders.traces_of(run.firm) == []


@pytest.mark.parametrize("wish", ["--retry", "--undo"])
def test_a_firm_that_works_is_left_alone(wish: str) -> None:
    driver.drive(orders.place().pk)

    with pytest.raises(CommandError, match="No unfinished run"):
        _runs(wish, "dumont")


def _stuck() -> Run:
    run = orders.place()
    with scope.public():
        Run.objects.update(attempts=journal.ATTEMPTS, state=RunState.RUNNING)
    driver.drive(run.pk)
    return run


def _runs(*arguments: str) -> str:
    output = io.StringIO()
    call_command("runs", *arguments, stdout=output)
    return output.getvalue()
