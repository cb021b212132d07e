"""The list of the fleet: what needs a person, search, filters, order, CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from controlplane.fleet import sheet
from provisioning.backup.models import Backup, BackupState, Drill, DrillState
from provisioning.models import Run, RunState, StepRecord, StepState
from provisioning.usage.models import Usage
from tenants.domains.models import Certificate, CertificateState, Claim, ClaimState
from tenants.models import Firm, Plan

AsOperator = Callable[..., Any]
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def test_a_fleet_that_is_well_says_so(as_operator: AsOperator, well: Firm) -> None:
    page = as_operator().get("/operate/")

    assert b"All firms are well" in page.content
    assert b"All systems working" in page.content


def test_a_failed_run_tells_its_step(as_operator: AsOperator, well: Firm) -> None:
    run = Run.objects.create(
        firm=well, state=RunState.FAILED, requested_by="Jan", error="boom",
        created_at=timezone.now(),
    )  # fmt: skip
    StepRecord.objects.create(
        run=run, position=3, name="tables", state=StepState.FAILED
    )

    page = as_operator().get("/operate/")

    assert "given up at “Room for cases and documents”" in page.content.decode()
    assert b"1 needs attention" in page.content


def test_a_failing_certificate_tells_why(as_operator: AsOperator, well: Firm) -> None:
    _certificate(well, state=CertificateState.FAILING, reason="CAA forbids it")

    page = as_operator().get("/operate/")

    assert b"Certificate of peeters.localhost fails: CAA forbids it" in page.content


def test_a_certificate_that_ends_soon_tells_when(
    as_operator: AsOperator, well: Firm
) -> None:
    ends = timezone.now() + 5 * DAY + MINUTE
    _certificate(well, state=CertificateState.ACTIVE, not_after=ends)

    page = as_operator().get("/operate/")

    assert b"ends in 5 days" in page.content


def test_wrong_dns_tells_since_when(as_operator: AsOperator, well: Firm) -> None:
    now = timezone.now()
    Claim.objects.create(
        firm=well, host="portal.peeters.example", token="t", created_at=now,
        state=ClaimState.VERIFIED, wrong_since=now - 3 * DAY,
    )  # fmt: skip

    page = as_operator().get("/operate/")

    assert b"DNS of portal.peeters.example is wrong since" in page.content


def test_a_backup_of_yesterday_is_fine_and_one_of_26_hours_is_late(
    as_operator: AsOperator, well: Firm, other_firm: Firm
) -> None:
    Firm.objects.update(created_at=timezone.now() - 9 * DAY)
    _backup(well, timedelta(hours=25))
    _backup(other_firm, timedelta(hours=27))

    page = as_operator().get("/operate/").content

    assert b"De Vries" in page
    assert b"Last backup 27 h ago" in page
    assert b"Peeters" not in page


def test_a_failed_drill_counts_until_one_passes(
    as_operator: AsOperator, well: Firm
) -> None:
    backup = _backup(well, timedelta(hours=1))
    now = timezone.now()
    Drill.objects.create(backup=backup, state=DrillState.FAILED, started_at=now - DAY)
    before = as_operator().get("/operate/").content

    Drill.objects.create(backup=backup, state=DrillState.PASSED, started_at=now)
    after = as_operator().get("/operate/").content

    assert b"Drill of" in before
    assert b"All firms are well" in after


def test_a_firm_behind_the_release_needs_attention(
    as_operator: AsOperator, well: Firm
) -> None:
    Firm.objects.filter(pk=well.pk).update(release="0" * 64)

    assert b"Behind the release" in as_operator().get("/operate/").content


def test_an_event_that_waits_for_five_minutes_needs_attention(
    as_operator: AsOperator, well: Firm
) -> None:
    now = timezone.now()
    Usage.objects.create(
        firm=well, measured_at=now, outbox_oldest_at=now - 12 * MINUTE - MINUTE / 2
    )

    page = as_operator().get("/operate/").content

    assert b"An event waits for 12 min" in page


@pytest.mark.parametrize("query", ["peeters &", "PEETERS", "peeters.localhost"])
def test_a_firm_is_found_by_name_and_host(
    as_operator: AsOperator, well: Firm, query: str
) -> None:
    page = as_operator().get("/operate/", {"q": query}).content

    assert b"Peeters &amp; Partners" in page
    assert b"De Vries" not in page


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ({"release": "current"}, True),
        ({"release": "behind"}, False),
        ({"certificate": "none"}, True),
        ({"certificate": "failing"}, False),
        ({"backup": "none"}, True),
        ({"backup": "fresh"}, False),
        ({"activity": "never"}, True),
        ({"activity": "week"}, False),
        ({"backup": "nonsense"}, True),
    ],
)
def test_filters_stand_in_the_address(
    as_operator: AsOperator, well: Firm, *, asked: dict[str, str], is_found: bool
) -> None:
    page = as_operator().get("/operate/", {"state": "all", **asked}).content

    assert (b"Peeters &amp; Partners" in page) == is_found


def test_a_plan_is_a_filter(as_operator: AsOperator, well: Firm) -> None:
    small = Plan.objects.create(name="Tiny", position=9)
    Firm.objects.filter(pk=well.pk).update(plan=small)

    page = as_operator().get("/operate/", {"state": "all", "plan": small.pk}).content

    assert b"Peeters" in page
    assert b"De Vries" not in page


@pytest.mark.parametrize(
    "sort",
    ["name", "state", "plan", "release", "certificate", "backup", "clients",
     "activity", "attention", "created"],
)  # fmt: skip
def test_every_column_sorts_both_ways(
    as_operator: AsOperator, well: Firm, sort: str
) -> None:
    browser = as_operator()

    for wish in (sort, f"-{sort}"):
        page = browser.get("/operate/", {"state": "all", "sort": wish})
        assert page.status_code == 200


def test_names_sort_backwards(as_operator: AsOperator, well: Firm) -> None:
    page = as_operator().get("/operate/", {"state": "all", "sort": "-name"})

    text = page.content.decode()
    assert text.index("Peeters &amp; Partners") < text.index("De Vries Advocaten")


def test_csv_has_the_firms_of_the_list(as_operator: AsOperator, well: Firm) -> None:
    Firm.objects.filter(pk=well.pk).update(name="=cmd|'/c calc'!A1")

    answer = as_operator().get("/operate/fleet.csv", {"state": "all", "sort": "name"})

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["'=cmd|'/c calc'!A1", "De Vries Advocaten"]
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert sheet.harmless(cell) == f"'{cell}"


def test_an_ordinary_cell_stays(well: Firm) -> None:
    assert sheet.harmless("Peeters = Partners") == "Peeters = Partners"


def _certificate(firm: Firm, **fields: Any) -> Certificate:
    return Certificate.objects.create(
        firm=firm, host=firm.primary_host, registered_domain="localhost", **fields
    )


def _backup(firm: Firm, age: timedelta) -> Backup:
    then = timezone.now() - age
    return Backup.objects.create(
        firm=firm, state=BackupState.DONE, started_at=then, finished_at=then
    )
