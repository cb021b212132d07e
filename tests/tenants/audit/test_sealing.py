"""What is committed is sealed and anchored, once, in the order of the chain."""

from __future__ import annotations

import json
import stat
from datetime import timedelta
from io import StringIO
from pathlib import Path
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from tenants import audit, scope
from tenants.audit import anchors, sealing
from tenants.audit.findings import Kind
from tenants.audit.log import StoredLog
from tenants.audit.models import Entry, Seal
from tenants.audit.tasks import seal as seal_everywhere
from tenants.audit.verifying import verify
from tenants.models import Firm


def write(count: int = 1) -> None:
    """So many entries."""
    with transaction.atomic():
        for number in range(count):
            audit.record("case.viewed", None, by=None, at=timezone.now(), n=number)


def kinds(*, after: timedelta = timedelta()) -> list[Kind]:
    """What verifying finds in the schema in force."""
    report = verify(
        sealing.name(), StoredLog(), anchors.here(), at=timezone.now() + after
    )
    return [each.kind for each in report.findings]


def test_each_batch_holds_the_one_before(firm: Firm) -> None:
    with scope.scope(firm):
        write(3)
        first = sealing.seal(at=timezone.now())
        write(2)
        second = sealing.seal(at=timezone.now())

        one, two = Seal.objects.order_by("number")
        assert (first, second) == (3, 2)
        assert bytes(two.previous) == bytes(one.digest)
        assert [len(one.entries), len(two.entries)] == [3, 2]
        assert kinds() == []


def test_nothing_new_makes_no_seal(firm: Firm) -> None:
    with scope.scope(firm):
        write()
        sealing.seal(at=timezone.now())

        assert sealing.seal(at=timezone.now()) == 0
        assert Seal.objects.count() == 1


def test_the_head_lies_outside_the_database_and_is_read_only(
    firm: Firm, own_anchors: Path
) -> None:
    with scope.scope(firm):
        write()
        sealing.seal(at=timezone.now())
        digest = bytes(Seal.objects.get().digest).hex()

    file = own_anchors / str(firm.pk) / "000000000001"
    assert json.loads(file.read_bytes())["digest"] == digest
    assert stat.S_IMODE(file.stat().st_mode) == 0o400


def test_an_anchor_is_never_written_twice(own_anchors: Path) -> None:
    place = anchors.here()
    place.write("chain", 1, b"first")

    with pytest.raises(FileExistsError):
        place.write("chain", 1, b"second")

    assert place.read("chain", 1) == b"first"
    assert place.numbers("chain") == {1}
    assert [each.name for each in (own_anchors / "chain").iterdir()] == ["000000000001"]


@pytest.mark.parametrize("change", ["UPDATE {} SET number = 7", "DELETE FROM {}"])
def test_the_firms_role_cannot_change_a_seal(firm: Firm, change: str) -> None:
    with scope.scope(firm):
        write()
        sealing.seal(at=timezone.now())

        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change.format("tenants_audit_seal"))


def test_the_control_plane_cannot_change_its_seals_either(db: None) -> None:
    with scope.public():
        write()
        sealing.seal(at=timezone.now())

        with pytest.raises(ProgrammingError), transaction.atomic():
            Seal.objects.all().delete()


def test_an_anchor_that_an_outage_prevented_is_made_by_the_next_run(
    firm: Firm, own_anchors: Path
) -> None:
    with scope.scope(firm):
        write()
        own_anchors.write_text("in the way of the folder")
        with pytest.raises(OSError, match="anchors"):
            sealing.seal(at=timezone.now())
        own_anchors.unlink()
        write()
        sealing.seal(at=timezone.now())

        assert kinds() == []


def test_what_waits_is_no_finding_until_the_sealer_is_late(firm: Firm) -> None:
    with scope.scope(firm):
        write(4)

        assert kinds() == []
        assert kinds(after=timedelta(minutes=16)) == [Kind.LATE]


def test_a_log_that_was_emptied_goes_on_behind_its_anchors(
    all_rights: None, firm: Firm
) -> None:
    with scope.scope(firm):
        write(2)
        sealing.seal(at=timezone.now())
    with scope.as_owner(firm.schema_name):
        Seal.objects.all().delete()
        Entry.objects.all().delete()
    with scope.scope(firm):
        assert kinds() == [Kind.CUT]
        write()
        sealing.seal(at=timezone.now())

        assert Seal.objects.get().number == 2
        assert kinds() == [Kind.DELETED, Kind.REORDERED]


@pytest.mark.django_db(transaction=True)
def test_rows_that_commit_late_are_chained_in_the_next_batch(firm: Firm) -> None:
    seen: list[int] = []

    def seal_meanwhile() -> None:
        with scope.scope(firm):
            write()
            seen.append(sealing.seal(at=timezone.now()))
        connection.close()

    with scope.scope(firm):
        with transaction.atomic():
            audit.record("case.closed", None, by=None, at=timezone.now())
            other = Thread(target=seal_meanwhile)
            other.start()
            other.join()  # the sealer did not wait for us, nor we for it
        seen.append(sealing.seal(at=timezone.now()))

        assert seen == [1, 1]
        assert kinds() == []


@pytest.mark.django_db(transaction=True)
def test_sealers_that_meet_seal_every_row_once(firm: Firm) -> None:
    def run() -> None:
        with scope.scope(firm):
            for _each in range(10):
                write(5)
                sealing.seal(at=timezone.now())
        connection.close()

    threads = [Thread(target=run) for _each in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    with scope.scope(firm):
        sealing.seal(at=timezone.now())
        sealed = [key for seal in Seal.objects.all() for key in seal.entries]
        assert len(sealed) == len(set(sealed)) == 200
        assert kinds() == []


@pytest.mark.django_db(transaction=True)
def test_the_task_seals_every_firm_and_the_command_verifies_them(
    firm: Firm, other_firm: Firm
) -> None:
    with scope.scope(firm):
        write(3)
    with scope.scope(other_firm):
        write(2)

    sealed = seal_everywhere()
    call_command("verify_audit", "--all", stdout=(said := StringIO()))

    assert sealed >= 5
    assert "peeters: whole; 3 rows in 1 seals, 0 not sealed yet" in said.getvalue()
    assert "devries: whole; 2 rows in 1 seals, 0 not sealed yet" in said.getvalue()
    assert "public: whole" in said.getvalue()


def test_the_command_fails_when_a_row_was_changed(all_rights: None, firm: Firm) -> None:
    with scope.scope(firm):
        write(3)
        sealing.seal(at=timezone.now())
    with scope.as_owner(firm.schema_name):
        Entry.objects.filter(details__n=1).update(actor_name="Nobody")

    said = StringIO()
    with pytest.raises(CommandError, match="1 of 1 logs"):
        call_command("verify_audit", "--firm", "peeters", stdout=said)

    assert "CHANGED: a row of seal 1 is not as it was" in said.getvalue()


def test_the_command_knows_no_firm_of_that_name(db: None) -> None:
    with pytest.raises(CommandError, match="There is no firm nobody"):
        call_command("verify_audit", "--firm", "nobody")
