"""The page of one firm, and what an operator does with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from provisioning.backup.models import Backup, BackupState
from provisioning.models import Run, RunKind, RunState
from provisioning.usage.models import Usage
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.models import Firm, FirmState, Plan

AsOperator = Callable[..., Any]
UNPROCESSABLE = 422


def test_a_suspension_shows_whom_it_concerns(
    as_operator: AsOperator, well: Firm
) -> None:
    Usage.objects.create(firm=well, clients=212, measured_at=timezone.now())

    page = as_operator().get(f"{_of(well)}suspension/")

    assert b"1 firm, 212 clients" in page.content


def test_a_suspension_needs_a_reason(as_operator: AsOperator, well: Firm) -> None:
    answer = as_operator().post(f"{_of(well)}suspension/", {"reason": " "})

    assert answer.status_code == UNPROCESSABLE
    assert not Run.objects.filter(firm=well).exists()


def test_a_suspension_is_a_run_with_its_reason_and_who(
    as_operator: AsOperator, well: Firm
) -> None:
    as_operator().post(f"{_of(well)}suspension/", {"reason": "Unpaid"})

    run = Run.objects.get(firm=well)
    entry = Entry.objects.get(action="firm.suspension.requested")
    assert (run.kind, run.reason) == (RunKind.SUSPENSION, "Unpaid")
    assert entry.details["reason"] == "Unpaid"
    assert entry.actor_id == run.requested_by_id


def test_a_second_run_is_refused_in_words(as_operator: AsOperator, well: Firm) -> None:
    browser = as_operator()
    browser.post(f"{_of(well)}backup/")

    answer = browser.post(f"{_of(well)}suspension/", {"reason": "Unpaid"})

    assert answer.status_code == 409
    assert b"Something else is under way" in answer.content


def test_closing_needs_the_address_typed(as_operator: AsOperator, well: Firm) -> None:
    browser = as_operator()
    wrong = {"reason": "Retired", "typed": "devries"}

    refused = browser.post(f"{_of(well)}closing/", wrong)
    accepted = browser.post(f"{_of(well)}closing/", {**wrong, "typed": "peeters"})

    assert refused.status_code == UNPROCESSABLE
    assert accepted.status_code == 302
    assert Run.objects.get(firm=well).kind == RunKind.CLOSING


def test_closing_says_what_happens_in_30_days(
    as_operator: AsOperator, well: Firm
) -> None:
    page = as_operator().get(f"{_of(well)}closing/").content

    assert b"For 30 days you can reopen it" in page
    assert b"After 30 days it is erased" in page


def test_an_active_firm_cannot_be_erased(as_operator: AsOperator, well: Firm) -> None:
    assert as_operator().get(f"{_of(well)}erasure/").status_code == 404


def test_erasing_now_needs_both_confirmations(
    as_operator: AsOperator, well: Firm
) -> None:
    closing = {"state": FirmState.CLOSING, "erase_at": timezone.now()}
    Firm.objects.filter(pk=well.pk).update(**closing)
    browser, typed = as_operator(), {"reason": "Court", "typed": "peeters"}

    once = browser.post(f"{_of(well)}erasure/", {**typed, "words": "yes"})
    twice = browser.post(f"{_of(well)}erasure/", {**typed, "words": "Erase now"})

    assert once.status_code == UNPROCESSABLE
    assert twice.status_code == 302
    assert Run.objects.get(firm=well).kind == RunKind.ERASURE


def test_support_suspends_but_does_not_close(
    as_operator: AsOperator, well: Firm
) -> None:
    page = as_operator(Role.SUPPORT).get(_of(well)).content

    assert f"{_of(well)}suspension/".encode() in page
    assert f"{_of(well)}closing/".encode() not in page


def test_an_auditor_is_offered_nothing(as_operator: AsOperator, well: Firm) -> None:
    page = as_operator(Role.AUDITOR).get(_of(well)).content.decode()

    assert f'action="{_of(well)}' not in page
    assert "Suspend" not in page


def test_a_restore_takes_a_backup_of_the_same_firm_only(
    as_operator: AsOperator, well: Firm, other_firm: Firm
) -> None:
    now = timezone.now()
    theirs = Backup.objects.create(
        firm=other_firm, state=BackupState.DONE, started_at=now, finished_at=now
    )
    sent = {"backup": theirs.pk, "reason": "Lost", "typed": "peeters"}

    answer = as_operator().post(f"{_of(well)}restoration/", sent)

    assert answer.status_code == UNPROCESSABLE
    assert not Run.objects.exists()


def test_an_export_is_asked_for_and_never_handed_over(
    as_operator: AsOperator, well: Firm
) -> None:
    answer = as_operator().post(f"{_of(well)}export/")

    assert answer.status_code == 302
    assert answer["Location"] == _of(well)
    assert Run.objects.get(firm=well).kind == RunKind.EXPORT


def test_another_plan_counts_and_is_logged(as_operator: AsOperator, well: Firm) -> None:
    plan = Plan.objects.create(name="Tiny", staff_limit=1, position=9)

    as_operator().post(f"{_of(well)}plan/", {"plan": plan.pk, "reason": "They grow"})

    well.refresh_from_db()
    assert well.plan == plan
    assert Entry.objects.filter(action="firm.plan_assigned").exists()


def test_a_run_under_way_makes_the_page_look_again(
    as_operator: AsOperator, well: Firm
) -> None:
    browser = as_operator()
    browser.post(f"{_of(well)}backup/")
    moving = browser.get(_of(well)).content

    now = timezone.now()
    Run.objects.update(state=RunState.DONE, finished_at=now, due_at=None)
    still = browser.get(_of(well)).content

    assert b'data-hx-trigger="every 2s"' in moving
    assert b"every 2s" not in still


def _of(firm: Firm) -> str:
    return f"/operate/firms/{firm.pk}/"
