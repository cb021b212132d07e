"""What is older than the term is taken away in whole batches; the log stays whole."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit import recording, removing, retention
from tenants.audit.log import StoredLog
from tenants.audit.models import Entry, Seal
from tenants.audit.tasks import remove as remove_everywhere
from tenants.audit.terms import CHOSEN, REMOVED
from tenants.models import Firm
from tests.tenants.audit import old_logs
from tests.tenants.audit.logs import key_at

pytestmark = pytest.mark.usefixtures("all_rights")


@pytest.fixture
def old(firm: Firm) -> Firm:
    """Six batches, one a year; a term of two years since a month."""
    for years in (5, 4, 3, 2, 1, 0):
        old_logs.write(firm, days_ago=years * 365 + 40)
    old_logs.choose(firm, 2, days_ago=30)
    return firm


def rows_of(firm: Firm, action: str = "case.viewed") -> int:
    with scope.scope(firm):
        return Entry.objects.filter(action=action).count()


def test_whole_batches_go_and_their_seals_stay(old: Firm) -> None:
    assert old_logs.remove(old) == 16

    report = old_logs.look(old)
    assert [str(each) for each in report.findings] == []
    assert (report.removed, report.removed_up_to, report.seals) == (16, 4, 7)
    assert rows_of(old) == 8


def test_an_entry_says_which_when_and_by_which_rule(old: Firm) -> None:
    old_logs.remove(old)

    with scope.scope(old):
        entry = Entry.objects.get(action=REMOVED)
    assert (entry.actor_kind, entry.actor_name) == ("system", "Tablinum")
    assert entry.details == {"first": 1, "last": 4, "rows": 16, "years": 2}


def test_the_command_tells_removed_from_deleted(old: Firm) -> None:
    old_logs.remove(old)
    call_command("verify_audit", "--firm", old.slug, stdout=(said := StringIO()))

    assert "whole; 9 rows in 7 seals, 1 not sealed yet" in said.getvalue()
    assert "16 removed as the firm's term was over, up to seal 4" in said.getvalue()


def test_a_second_time_there_is_nothing_to_do(old: Firm) -> None:
    old_logs.remove(old)

    assert old_logs.remove(old) == 0
    assert rows_of(old, REMOVED) == 1


def test_the_firms_role_cannot(old: Firm) -> None:
    with (
        scope.scope(old),
        pytest.raises(ProgrammingError, match="permission denied"),
    ):
        removing.remove_piece(at=timezone.now())

    assert rows_of(old) == 24


def test_without_the_entry_nothing_is_gone(
    old: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_args: object, **_kwargs: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(recording, "record", die)
        with pytest.raises(SystemExit):
            old_logs.remove(old)

    assert rows_of(old) == 24
    assert old_logs.look(old).is_whole


def test_pieces_are_bounded_and_follow_each_other(
    old: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(removing, "MOST_ROWS", 9)

    assert [old_logs.remove(old) for _each in range(3)] == [8, 8, 0]
    assert old_logs.look(old).is_whole


def test_the_task_goes_on_until_nothing_is_left(
    old: Firm, other_firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_logs.write(other_firm, days_ago=5000)
    monkeypatch.setattr(removing, "MOST_ROWS", 4)

    assert remove_everywhere() == 16
    assert rows_of(other_firm) == 4


def test_a_term_that_is_not_sealed_yet_counts_from_now(firm: Firm) -> None:
    """An entry may be dated back; its seal is not."""
    old_logs.write(firm, days_ago=900)
    at = timezone.now() - timedelta(days=60)
    with scope.scope(firm):
        Entry.objects.create(
            id=key_at(at, 1), at=at, action=CHOSEN, details={"years": 1}
        )

    assert old_logs.remove(firm) == 0
    with scope.scope(firm):
        old_logs.seal(at=timezone.now())
    assert old_logs.remove(firm) == 0


def test_a_shorter_term_waits_for_a_week(firm: Firm) -> None:
    old_logs.write(firm, days_ago=900)
    old_logs.choose(firm, 1, days_ago=6)

    assert old_logs.remove(firm) == 0


def test_a_longer_term_counts_at_once(old: Firm) -> None:
    with scope.scope(old), transaction.atomic():
        olivia = User.objects.create(email="o@example.com", role=Role.OWNER)
        retention.choose(5, by=olivia, at=timezone.now())

    assert old_logs.remove(old) == 4


def test_what_was_done_to_a_batch_is_not_hidden_by_its_removal(old: Firm) -> None:
    with scope.as_owner(old.schema_name):
        Entry.objects.filter(details__days=4 * 365 + 40).update(actor_name="Nobody")

    assert old_logs.remove(old) == 4
    assert old_logs.remove(old) == 0
    findings = [str(each) for each in old_logs.look(old).findings]
    assert findings == ["CHANGED: a row of seal 2 is not as it was"]


def test_what_is_about_the_term_stays_however_old(firm: Firm) -> None:
    old_logs.choose(firm, 1, days_ago=3000)
    old_logs.write(firm, days_ago=2500)
    old_logs.remove(firm)

    assert (rows_of(firm), rows_of(firm, CHOSEN)) == (0, 1)
    assert old_logs.look(firm).is_whole


def test_a_batch_with_something_about_the_term_in_it_stays(firm: Firm) -> None:
    """The sealer keeps them apart; what an older one did not is not torn up."""
    old_logs.choose(firm, 1, days_ago=3000)
    old_logs.write(firm, days_ago=2500)
    with scope.as_owner(firm.schema_name):
        Seal.objects.all().delete()
    with scope.scope(firm), pytest.MonkeyPatch.context() as patch:
        patch.setattr("tenants.audit.sealing.ABOUT_TERMS", frozenset())
        patch.setattr("tenants.audit.anchors.here", _Nowhere)
        old_logs.seal(at=timezone.now() - timedelta(days=2400))

    assert old_logs.remove(firm) == 0


class _Nowhere:
    """Takes every anchor and knows none."""

    def write(self, chain: str, number: int, content: bytes) -> None:
        """Forget it."""

    def read(self, chain: str, number: int) -> None:
        """Nothing is kept."""


def test_two_workers_at_once_remove_once(old: Firm) -> None:
    start, removed = Barrier(2), []

    def run() -> None:
        start.wait()
        removed.append(old_logs.remove(old))
        connection.close()

    threads = [Thread(target=run) for _each in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sorted(removed) == [0, 16]
    assert rows_of(old, REMOVED) == 1


def test_a_log_that_loses_rows_while_it_is_verified_is_whole(
    old: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    seals = StoredLog.seals

    def and_remove(self: StoredLog):  # type: ignore[no-untyped-def]  # noqa: ANN202
        for link in seals(self):
            if link.number == 3:
                _remove_elsewhere(old)
            yield link

    monkeypatch.setattr(StoredLog, "seals", and_remove)

    assert [str(each) for each in old_logs.look(old).findings] == []


def _remove_elsewhere(firm: Firm) -> None:
    def run() -> None:
        old_logs.remove(firm)
        connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()
