"""An erased firm: nothing of it is found anywhere, and a signed record says so."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django.fixtures import Settings

from provisioning import driver
from provisioning.erasure import records, signing, steps
from provisioning.models import ErasureRecord, Run, RunState
from tenants import crypto, scope
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.models import Firm, FirmState
from tests import firms
from tests.conftest import HostClient
from tests.provisioning import belongings, orders


@pytest.fixture
def doomed() -> Firm:
    """Dumont & Dumont, closed, with all that a firm collects."""
    firm = orders.firm()
    belongings.collect(firm)
    return orders.live("close", firm, typed="dumont").firm


def test_nothing_of_it_is_found(doomed: Firm) -> None:
    before = belongings.traces(doomed)

    run = orders.live("erase", doomed, typed="dumont")

    assert run.state == RunState.DONE
    assert len(before) == 16
    assert belongings.traces(doomed) == []


def test_the_others_keep_everything(doomed: Firm) -> None:
    with scope.public():
        peeters = Firm.objects.get(pk=firms.PEETERS)
    belongings.collect(peeters)
    before = belongings.traces(peeters), orders.looks_of(peeters)

    orders.live("erase", doomed, typed="dumont")

    assert (belongings.traces(peeters), orders.looks_of(peeters)) == before


def test_its_host_is_nobodys_and_its_address_is_free(doomed: Firm) -> None:
    orders.live("erase", doomed, typed="dumont")

    answer = HostClient("dumont.localhost").get("/").status_code
    again = orders.firm()

    assert answer == 404
    assert (again.slug, again.is_active) == ("dumont", True)


def test_its_row_says_no_more_than_that_it_was(doomed: Firm) -> None:
    firm = orders.live("erase", doomed, typed="dumont").firm

    assert firm.state == FirmState.ERASED
    assert firm.name == firm.slug == firm.schema_name
    assert (firm.primary_host, firm.plan_id, firm.erase_at) == ("", None, None)


def test_the_record_counts_what_was_removed(doomed: Firm) -> None:
    orders.live("erase", doomed, typed="dumont")

    said = json.loads(_record(doomed).statement)

    assert said["firm"]["name"] == "Dumont & Dumont"
    assert said["closing"]["why"] == "They asked us to."
    assert said["hosts"] == ["dumont.localhost", "portal.dumont.be"]
    removed = said["removed"]
    assert (removed["files"], removed["backups"], removed["data_key"]) == (2, 1, 1)
    assert removed["tables"] > 20
    assert removed["rows"] > 100


def test_the_records_signature_is_genuine(doomed: Firm) -> None:
    orders.live("erase", doomed, typed="dumont")
    record = _record(doomed)

    with scope.public():
        assert records.problem(record) == ""
        record.statement = record.statement.replace("Dumont", "Durand")
        assert "does not belong" in records.problem(record)


def test_a_record_signed_by_another_key_is_refused(doomed: Firm) -> None:
    orders.live("erase", doomed, typed="dumont")
    record = _record(doomed)

    with scope.public():
        crypto.destroy_key(crypto.PLATFORM)
        crypto.create_key(crypto.PLATFORM)
        assert "Another key" in records.problem(record)
    assert signing.is_signed(
        record.statement, signature=record.signature, public_key=record.public_key
    )


def test_the_command_shows_and_verifies_the_record(doomed: Firm) -> None:
    orders.live("erase", doomed, typed="dumont")

    by_address, by_id = (
        _command("erasure_record", name, "--verify")
        for name in ("dumont", str(doomed.pk))
    )

    assert by_address == by_id
    assert "genuine" in by_address
    with pytest.raises(CommandError, match="No record"):
        _command("erasure_record", "peeters")


def test_the_operators_log_tells_of_it(doomed: Firm) -> None:
    orders.live("erase", doomed, typed="dumont")

    with scope.public():
        told = Entry.objects.filter(target_id=doomed.pk).order_by("at")
        actions = list(told.values_list("action", flat=True))
    assert actions[-2:] == ["firm.erasure.requested", "firm.erased"]


def test_each_step_may_be_done_twice(doomed: Firm) -> None:
    run = orders.ask("erase", doomed, typed="dumont")
    with scope.public():
        run = Run.objects.with_steps().get(pk=run.pk)

    for step in [each for each in steps.STEPS for _twice in range(2)]:
        with transaction.atomic():
            step.do(run)

    assert _record(doomed).firm_name == "Dumont & Dumont"
    assert orders.traces_of(doomed) == []


def test_it_is_stopped_before_the_point_of_no_return(doomed: Firm) -> None:
    run = orders.ask("erase", doomed, typed="dumont")
    _until("schema", run)

    driver.undo(run.pk)

    stopped = orders.again(run)
    assert (stopped.state, stopped.firm.state) == ("undone", FirmState.CLOSING)
    assert stopped.firm.erase_at == doomed.erase_at
    assert orders.live("reopen", doomed).firm.is_active


def test_it_is_not_stopped_after_it(doomed: Firm) -> None:
    run = orders.ask("erase", doomed, typed="dumont")
    _until("role", run)
    with scope.public():
        run.steps.filter(name="role").update(state="running")

    with pytest.raises(DomainError, match="too far"):
        driver.undo(run.pk)


def test_before_its_day_the_address_is_typed(doomed: Firm) -> None:
    with pytest.raises(DomainError, match="kept until"):
        orders.live("erase", doomed)
    with pytest.raises(DomainError, match="exactly"):
        orders.live("erase", doomed, typed="peeters")


def test_the_edges_files_go_too(
    doomed: Firm, settings: Settings, tmp_path: Path
) -> None:
    settings.EDGE_STORAGE = str(tmp_path)
    stored = tmp_path / "certificates" / "acme" / "portal.dumont.be"
    others = tmp_path / "certificates" / "acme" / "peeters.localhost"
    for folder in (stored, others):
        folder.mkdir(parents=True)

    orders.live("erase", doomed, typed="dumont")

    assert (stored.exists(), others.exists()) == (False, True)


def test_the_firm_command_goes_through_a_firms_life() -> None:
    orders.firm()

    told = [
        _command("firm", *line)
        for line in (
            ("suspend", "dumont", "--reason", "unpaid"),
            ("resume", "dumont"),
            ("close", "dumont", "--reason", "asked", "--yes-close", "dumont"),
            ("reopen", "dumont"),
            ("close", "dumont", "--reason", "asked", "--yes-close", "dumont"),
            ("erase", "dumont", "--reason", "at once", "--yes-erase", "dumont"),
        )
    ]

    assert told[-1] == "dumont: erasure done\n"
    with pytest.raises(CommandError, match="No firm"):
        _command("firm", "suspend", "dumont", "--reason", "unpaid")


def _record(firm: Firm) -> ErasureRecord:
    with scope.public():
        return ErasureRecord.objects.get(firm_id=firm.pk)


def _until(step: str, run: Run) -> None:
    """Drive it, with everything from this step on left for later."""
    plan = list(steps.STEPS)
    names = [each.name for each in plan]
    for each in plan[: names.index(step)]:
        with transaction.atomic():
            with scope.public():
                locked = Run.objects.with_steps().get(pk=run.pk)
            each.do(locked)
            with scope.public():
                locked.save()
                locked.steps.filter(name=each.name).update(
                    state="done", finished_at=locked.created_at
                )


def _command(name: str, *arguments: Any) -> str:
    output = io.StringIO()
    call_command(name, *arguments, stdout=output)
    return output.getvalue()
