"""A firm that was changed is put back, to the byte, and nobody else notices."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage

from provisioning.backup.models import Backup, BackupState
from tenants import scope
from tenants.audit.models import Entry
from tenants.models import Firm, FirmState
from tests import cast
from tests.cast import Cast
from tests.factories import CaseFactory, stored_document
from tests.provisioning import orders
from tests.provisioning.backup import state

LOG = "tenants_audit_entry"
RESTORED = "firm.restored"


@pytest.fixture
def before(places: None, firm: Firm, people: Cast) -> Backup:
    """A backup of a firm with many cases."""
    with scope.scope(firm):
        CaseFactory.create_batch(60, responsible=people.laura)
    return state.back_up(firm)


def test_a_changed_firm_is_equal_to_its_backup_to_the_byte(
    before: Backup, firm: Firm, people: Cast
) -> None:
    rows, files = state.rows(firm), state.files(firm)
    sequences, looks = state.sequences(firm), orders.looks_of(firm)
    changed = _spoil(firm, people)
    assert changed >= 0.1 * state.count(rows)

    state.restore(before)

    restored = state.rows(firm)
    assert _without_log(restored) == _without_log(rows)
    assert set(rows[LOG]) <= set(restored[LOG])
    assert state.files(firm) == files
    assert state.sequences(firm) == sequences
    assert orders.looks_of(state.again(firm)) == looks


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


def _without_log(rows: state.Rows) -> state.Rows:
    """All but the audit log and what the restore itself says to the firm's outbox."""
    return {
        name: lines
        for name, lines in rows.items()
        if name not in (LOG, "tenants_outbox_event", "tenants_outbox_delivery")
    }
