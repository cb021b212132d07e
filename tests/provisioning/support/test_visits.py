"""Visits between operators and firms, as the worker carries them over."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.utils import timezone

from portal.support import actions as firm_side
from portal.support.models import AccessState, SupportAccess
from provisioning.support import actions, exchange, passes, tasks
from provisioning.support.models import Visit, VisitScope, VisitState
from tenants import crypto, scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.models import Firm, FirmState
from tenants.outbox.delivering import deliver_due
from tenants.outbox.models import Event
from tests import visits
from tests.cast import Cast
from tests.tenants.mail.conftest import Catcher, catcher

__all__ = ["catcher"]


def test_a_request_reaches_the_firm_once(firm: Firm, jan: User, cast: Cast) -> None:
    visit = visits.ask(firm, jan)
    exchange.settle_visit(visit.pk, at=timezone.now())

    with scope.scope(firm):
        access = SupportAccess.objects.get()
        assert (access.pk, access.operator_name) == (visit.pk, "Jan Willems")
        assert access.reason == visits.REASON
        assert Event.objects.filter(topic="support.requested").count() == 1
        assert Entry.objects.filter(action="support.requested").count() == 1
        assert not User.objects.filter(role__in=["reading_guest"]).exists()


def test_only_the_owners_are_told_and_of_nothing_but_the_request(
    firm: Firm, jan: User, cast: Cast, catcher: Catcher
) -> None:
    visits.ask(firm, jan)

    with scope.scope(firm):
        deliver_due()

    assert [message["To"] for message in catcher.messages] == [cast.olivia.email]
    text = catcher.messages[0].get_body(("plain",)).get_content()
    assert "Jan Willems" in text
    assert visits.REASON in text
    assert "http://peeters." in text
    assert cast.sale.title not in text


def test_leave_makes_an_account_and_is_known_in_public(
    firm: Firm, jan: User, cast: Cast
) -> None:
    visit = visits.ask(firm, jan, VisitScope.SETTINGS)

    visits.grant(visit, cast.olivia, hours=8)

    known, here = visits.seen(visit), visits.at_firm(visit)
    assert known.state == VisitState.GRANTED
    assert known.until == here.until
    assert here.guest is not None
    assert here.guest.role == Role.SETTINGS_GUEST
    with scope.public():
        assert Entry.objects.filter(action="support.granted").count() == 1


def test_without_leave_no_pass_is_made(firm: Firm, jan: User, cast: Cast) -> None:
    visit = visits.ask(firm, jan)

    with scope.public(), pytest.raises(DomainError, match="not allowed this visit"):
        actions.prepare_entry(visit, by=jan, at=timezone.now())


def test_even_a_forged_answer_in_public_opens_nothing(
    firm: Firm, jan: User, cast: Cast
) -> None:
    """Whoever can write in `public` still has no leave: that is in the firm."""
    visit = visits.ask(firm, jan)
    now = timezone.now()
    with scope.public():
        Visit.objects.filter(pk=visit.pk).update(
            state=VisitState.GRANTED, answered_at=now, until=now + timedelta(hours=1)
        )
        actions.prepare_entry(visit, by=jan, at=now)

    exchange.bring_pass(visit.pk, at=now)

    with scope.public():
        forged = Visit.objects.select_related("firm").get(pk=visit.pk)
        token = passes.secret(forged)
        assert passes.token(forged, at=now) is None
    with scope.scope(firm):
        assert not SupportAccess.objects.filter(
            pass_digest=crypto.digest(token)
        ).exists()
    exchange.settle_visit(visit.pk, at=now)
    assert visits.seen(visit).state == VisitState.REQUESTED


def test_a_pass_is_for_the_operator_who_asked(
    firm: Firm, jan: User, lena: User, cast: Cast
) -> None:
    visit = visits.ask(firm, jan)
    visits.grant(visit, cast.olivia)

    with scope.public(), pytest.raises(DomainError, match="somebody else"):
        actions.prepare_entry(visit, by=lena, at=timezone.now())


def test_a_refusal_is_known_in_public(firm: Firm, jan: User, cast: Cast) -> None:
    visit = visits.ask(firm, jan)
    with scope.scope(firm):
        access = SupportAccess.objects.get(pk=visit.pk)
        firm_side.refuse(access, by=cast.olivia, at=timezone.now())

    exchange.settle_visit(visit.pk, at=timezone.now())

    assert visits.seen(visit).state == VisitState.REFUSED


def test_what_an_operator_ends_is_over_at_the_firm(
    firm: Firm, jan: User, lena: User, cast: Cast
) -> None:
    visit = visits.ask(firm, jan)
    visits.grant(visit, cast.olivia)

    with scope.public():
        actions.end(visit, by=lena, at=timezone.now())
    exchange.settle_visit(visit.pk, at=timezone.now())

    here = visits.at_firm(visit)
    assert here.state == AccessState.ENDED
    assert here.guest is not None
    assert not here.guest.is_active


def test_the_sweep_shuts_what_is_over(firm: Firm, jan: User, cast: Cast) -> None:
    then = timezone.now() - timedelta(hours=2)
    visit = visits.ask(firm, jan, at=then)
    visits.grant(visit, cast.olivia, at=then)

    tasks.sweep()

    here = visits.at_firm(visit)
    assert (here.state, here.ended_by_name) == (AccessState.ENDED, "")
    assert here.guest is not None
    assert not here.guest.is_active
    assert visits.seen(visit).state == VisitState.ENDED


def test_a_request_that_nobody_answers_lapses(
    firm: Firm, jan: User, cast: Cast
) -> None:
    visit = visits.ask(firm, jan, at=timezone.now() - timedelta(days=15))

    tasks.sweep()

    assert visits.seen(visit).state == VisitState.ENDED
    assert visits.at_firm(visit).state == AccessState.ENDED


def test_the_sweep_brings_what_a_lost_message_left(
    firm: Firm, jan: User, cast: Cast
) -> None:
    with scope.public():
        visit = actions.ask(
            firm, reach=VisitScope.READING, reason="x", by=jan, at=timezone.now()
        )

    tasks.sweep()

    assert visits.at_firm(visit).operator_name == "Jan Willems"


def test_one_firms_trouble_does_not_keep_the_others_waiting(
    firm: Firm, other_firm: Firm, jan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scope.public():
        for one in (firm, other_firm):
            actions.ask(
                one, reach=VisitScope.READING, reason="x", by=jan, at=timezone.now()
            )
    settle = Mock(side_effect=[OSError, None], __name__="settle_visit")
    monkeypatch.setattr(exchange, "settle_visit", settle)

    tasks.sweep()

    assert settle.call_count == 2


def test_one_open_visit_for_an_operator_and_a_firm(
    firm: Firm, jan: User, cast: Cast
) -> None:
    visits.ask(firm, jan)

    with pytest.raises(DomainError, match="asked this firm already"):
        visits.ask(firm, jan)


@pytest.mark.parametrize("state", [FirmState.SUSPENDED, FirmState.PROVISIONING])
def test_only_an_active_firm_is_asked(state: FirmState, firm: Firm, jan: User) -> None:
    firm.state = state

    with pytest.raises(DomainError, match="active firm"):
        visits.ask(firm, jan)


def test_nothing_is_asked_of_an_erased_firm(firm: Firm, jan: User, cast: Cast) -> None:
    visit = visits.ask(firm, jan)
    with scope.public():
        Firm.objects.filter(pk=firm.pk).update(state=FirmState.ERASED)

    tasks.sweep()

    assert visits.seen(visit).state == VisitState.REQUESTED


def test_the_outbox_sends_keys_to_the_provisioning_worker(
    firm: Firm, jan: User, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = visits.ask(firm, jan)
    sent = Mock()
    monkeypatch.setattr(tasks.settle_visit, "apply_async", sent)
    with scope.scope(firm):
        access = SupportAccess.objects.get(pk=visit.pk)
        firm_side.refuse(access, by=cast.olivia, at=timezone.now())
        deliver_due()

    sent.assert_called_once_with(kwargs={"visit_id": str(visit.pk)})
    assert tasks.settle_visit.name.startswith("provisioning.")
