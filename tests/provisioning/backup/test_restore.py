"""A firm that was changed is put back, to the byte, and nobody else notices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import ProgrammingError, transaction
from django.utils import timezone

from provisioning.backup.models import Backup, BackupState
from provisioning.models import Run, RunKind
from provisioning.steps import registry
from tenants import audit, scope
from tenants.audit.findings import Kind
from tenants.audit.models import Entry
from tenants.audit.terms import REMOVED
from tenants.database import roles
from tenants.models import Firm, FirmState
from tenants.outbox.models import Delivery
from tests import cast
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import CaseFactory, stored_document
from tests.provisioning import orders
from tests.provisioning.backup import state
from tests.tenants.audit import old_logs

LOG, OUTBOX = "tenants_audit_entry", "tenants_outbox_event"
RESTORED = "firm.restored"


@pytest.fixture
def before(folders: Path, firm: Firm, people: Cast) -> Backup:
    """A backup of the firm with its people."""
    return state.back_up(firm)


def test_a_changed_firm_is_equal_to_its_backup_to_the_byte(
    places: None, firm: Firm, people: Cast
) -> None:
    with scope.scope(firm):
        CaseFactory.create_batch(60, responsible=people.laura)
    before = state.back_up(firm)
    rows, files = state.rows(firm), state.files(firm)
    sequences, looks = state.sequences(firm), orders.looks_of(firm)
    changed = _spoil(firm, people)
    assert changed >= 0.1 * state.count(rows)

    state.restore(before)

    restored = state.rows(firm)
    assert {name for name in rows if restored[name] != rows[name]} == {LOG, OUTBOX}
    assert set(rows[LOG]) <= set(restored[LOG])
    assert _added(rows, restored, OUTBOX) == 1
    assert state.files(firm) == files
    assert state.sequences(firm) == sequences
    assert orders.looks_of(state.again(firm)) == looks


def test_nobody_else_is_touched(before: Backup, firm: Firm, other_firm: Firm) -> None:
    with scope.scope(other_firm):
        cast.make("of De Vries")
    rows, files = state.rows(other_firm), state.files(other_firm)

    state.restore(before)

    assert (state.rows(other_firm), state.files(other_firm)) == (rows, files)


def test_the_log_goes_on(before: Backup, firm: Firm, people: Cast) -> None:
    with scope.scope(firm), transaction.atomic():
        audit.record("case.opened", people.sale, by=people.laura, at=timezone.now())

    run = state.restore(before)

    with scope.scope(state.again(firm)):
        told = list(Entry.objects.order_by("at").values_list("action", flat=True))
        restored = Entry.objects.get(action=RESTORED)
    assert told[-2:] == ["case.opened", RESTORED]
    assert restored.details["backup"] == str(before.pk)
    with scope.public():
        assert Entry.objects.get(action=RESTORED).details["run"] == str(run.pk)


def test_what_the_term_took_from_the_log_does_not_come_back(
    folders: Path, firm: Firm
) -> None:
    old_logs.write(firm, days_ago=900)
    old_logs.choose(firm, 2, days_ago=30)
    before = state.back_up(firm)
    removed = old_logs.remove(firm)

    state.restore(before)

    again = state.again(firm)
    with scope.scope(again):
        assert not Entry.objects.filter(action="case.viewed").exists()
        assert Entry.objects.get(action=REMOVED).details["rows"] == removed > 0
    found = {each.kind for each in old_logs.look(again).findings}
    assert found.isdisjoint({Kind.DELETED, Kind.FORGED, Kind.CHANGED})


def test_a_mail_that_went_out_is_not_sent_again(before: Backup, firm: Firm) -> None:
    with scope.scope(firm):
        waiting = Delivery.objects.waiting().count()
        Delivery.objects.waiting().update(done_at=timezone.now())

    state.restore(before)

    with scope.scope(state.again(firm)):
        assert (waiting > 0, Delivery.objects.waiting().count()) == (True, 0)


def test_the_former_schema_and_role_are_gone(before: Backup, firm: Firm) -> None:
    state.restore(before)

    assert orders.traces_of(firm) == ["domain", "key"]
    assert orders.traces_of(state.again(firm)) == ["schema", "role", "domain", "key"]


def test_one_can_go_back_on_a_restore(before: Backup, firm: Firm, people: Cast) -> None:
    _spoil(firm, people)
    rows, files = state.rows(firm), state.files(firm)
    run = state.restore(before)

    with scope.public():
        way_back = Backup.objects.select_related("firm").get(pk=run.pk)
    state.restore(way_back)

    restored = state.rows(firm)
    assert way_back.state == BackupState.DONE
    assert {name for name in rows if restored[name] != rows[name]} == {LOG, OUTBOX}
    assert state.files(firm) == files


def test_everybody_signs_in_again(
    before: Backup, firm: Firm, people: Cast, as_user: Callable[..., HostClient]
) -> None:
    laura = as_user(people.laura)
    known = laura.get("/desk/").status_code
    backup = state.back_up(firm)

    state.restore(backup)

    assert known == 200
    assert laura.get("/desk/").status_code == 302


def test_a_suspended_firm_stays_suspended(before: Backup, firm: Firm) -> None:
    with scope.public():
        Firm.objects.filter(pk=firm.pk).update(
            state=FirmState.SUSPENDED, state_reason="unpaid"
        )

    state.restore(before)

    restored = state.again(firm)
    assert (restored.state, restored.state_reason) == (FirmState.SUSPENDED, "unpaid")


def test_a_write_behind_the_closed_door_fails(before: Backup, firm: Firm) -> None:
    _do_up_to("last", state.ask_for_restore(before))

    with pytest.raises(ProgrammingError, match="permission denied"):
        state.change(firm, "UPDATE portal_cases_case SET title = 'lost'")

    assert not state.again(firm).is_active


def test_a_firm_whose_schema_is_lost_comes_back(before: Backup, firm: Firm) -> None:
    rows = state.rows(firm)
    with scope.as_owner():
        roles.drop_schema(firm.schema_name)

    state.restore(before)

    restored = state.rows(firm)
    assert {name for name in rows if restored[name] != rows[name]} == {LOG, OUTBOX}


def _do_up_to(step: str, run: Run) -> None:
    """Do the steps before this one."""
    names = registry.names(RunKind.RESTORE)
    for name in names[: names.index(step)]:
        with transaction.atomic():
            registry.step(RunKind.RESTORE, name).do(run)


def _added(before: state.Rows, after: state.Rows, table: str) -> int:
    assert set(before[table]) <= set(after[table])
    return len(after[table]) - len(before[table])


def _spoil(firm: Firm, people: Cast) -> int:
    """Change and remove rows, change a stored file, remove one, and add one."""
    rows = state.rows(firm)
    state.change(firm, "UPDATE portal_cases_case SET title = title || ' changed'")
    state.change(firm, "DELETE FROM portal_cases_party")
    state.overwrite(firm, people.deed.key, b"%PDF-1.7 something else")
    with scope.scope(firm):
        default_storage.delete(people.memo.key)
        stored_document(b"%PDF-1.7 newer", case=people.sale)
    return state.differing(rows, state.rows(firm))
