"""A firm lost its last owner: ask, confirm, cancel."""

from __future__ import annotations

from django.conf import settings

from provisioning.support.models import Recovery, RecoveryState
from tenants.accounts.models import User
from tenants.models import Firm
from tests.controlplane.support.asking import LIST, As


def test_a_recovery_is_asked_for(as_operator: As, jan: User, firm: Firm) -> None:
    sent = {
        "firm": "peeters",
        "owner_name": "Nora New",
        "owner_email": "Nora@Example.be",
        "reason": "The owner died",
    }
    browser = as_operator(user=jan)
    browser.post(f"{LIST}recoveries/new/", sent)

    recovery = Recovery.objects.get()
    assert recovery.owner_email == "nora@example.be"
    assert b"Look and confirm" not in browser.get(LIST).content


def test_who_asked_cannot_confirm(
    as_operator: As, jan: User, recovery: Recovery
) -> None:
    browser = as_operator(user=jan)
    path = f"{LIST}recoveries/{recovery.pk}/confirmation/"

    assert b"Another administrator must confirm it" in browser.get(path).content
    assert browser.post(path, {"typed": "peeters"}).status_code == 409
    recovery.refresh_from_db()
    assert recovery.state == RecoveryState.REQUESTED


def test_another_one_confirms_by_typing(
    as_operator: As, lena: User, recovery: Recovery
) -> None:
    browser = as_operator(user=lena)
    path = f"{LIST}recoveries/{recovery.pk}/confirmation/"

    page = browser.get(path).content.decode()
    assert "This gives one person everything in one firm." in page
    assert "After 72 hours Nora New is invited" in page
    assert browser.post(path, {"typed": "devries"}).status_code == 409
    assert browser.post(path, {"typed": "peeters"}).status_code == 302
    recovery.refresh_from_db()
    assert recovery.state == RecoveryState.CONFIRMED
    assert recovery.due_at == recovery.confirmed_at + settings.RECOVERY_DELAY


def test_a_recovery_is_cancelled(
    as_operator: As, lena: User, recovery: Recovery
) -> None:
    browser = as_operator(user=lena)
    browser.post(f"{LIST}recoveries/{recovery.pk}/cancellation/")

    recovery.refresh_from_db()
    assert recovery.state == RecoveryState.CANCELLED
    assert "Cancelled by Lena Vos" in browser.get(LIST).content.decode()
