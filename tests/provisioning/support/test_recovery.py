"""A new owner for a firm: two operators, a notice to all, time to object, a run."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from portal.access.models import Invitation
from portal.support import actions as firm_side
from portal.support.models import NoticeState, RecoveryNotice
from provisioning import driver
from provisioning.models import Run, RunKind, RunState
from provisioning.support import actions, exchange, steps, tasks
from provisioning.support.models import Recovery, RecoveryState
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.factors import queries as factors
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tests import visits
from tests.cast import Cast
from tests.factors import app_of
from tests.tenants.mail.conftest import Catcher, catcher

__all__ = ["catcher"]

DELAY = timedelta(hours=72)


def before(hours: int) -> datetime:
    return timezone.now() - timedelta(hours=hours)


def run_of(asked: Recovery) -> Run | None:
    with scope.public():
        found = Run.objects.select_related("firm").filter(kind=RunKind.RECOVERY)
        return found.filter(firm=asked.firm).first()


def carried_out(asked: Recovery) -> Run:
    """The delay is over, and the run is driven to its end."""
    tasks.sweep()
    run = run_of(asked)
    assert run is not None
    driver.drive(run.pk)
    run = run_of(asked)
    assert run is not None
    return run


def test_one_administrator_alone_recovers_nothing(
    firm: Firm, jan: User, cast: Cast
) -> None:
    with scope.public():
        asked = actions.ask_recovery(
            firm, owner_name="N", owner_email="n@new.be", reason="x", by=jan,
            at=before(500),
        )  # fmt: skip
        with pytest.raises(DomainError, match="Another administrator"):
            actions.confirm_recovery(asked, typed=firm.slug, by=jan, at=before(400))

    tasks.sweep()

    assert run_of(asked) is None
    assert visits.notice(asked) is None


def test_the_firms_address_must_be_typed(
    firm: Firm, jan: User, lena: User, cast: Cast
) -> None:
    with scope.public():
        asked = actions.ask_recovery(
            firm, owner_name="N", owner_email="n@new.be", reason="x", by=jan,
            at=timezone.now(),
        )  # fmt: skip
        with pytest.raises(DomainError, match="type the firm's address"):
            actions.confirm_recovery(asked, typed="another", by=lena, at=timezone.now())


def test_all_the_firms_people_are_told_at_once(
    firm: Firm, jan: User, lena: User, cast: Cast, catcher: Catcher
) -> None:
    visits.recovery(firm, jan, lena, at=timezone.now())

    with scope.scope(firm):
        deliver_due()

    staff = {cast.olivia.email, cast.laura.email, cast.bart.email}
    assert {message["To"] for message in catcher.messages} == staff
    text = catcher.messages[0].get_body(("plain",)).get_content()
    for word in ("Jan Willems", "Lena Vos", "Nora New", "new@owner.be", visits.REASON):
        assert word in text


def test_nothing_happens_before_the_delay_is_over(
    firm: Firm, jan: User, lena: User, cast: Cast
) -> None:
    asked = visits.recovery(firm, jan, lena, at=before(71))

    tasks.sweep()

    assert run_of(asked) is None


def test_after_the_delay_the_new_owner_is_invited(
    firm: Firm, jan: User, lena: User, cast: Cast
) -> None:
    asked = visits.recovery(firm, jan, lena, at=before(73))

    run = carried_out(asked)

    assert (run.state, run.requested_by) == (RunState.DONE, "Lena Vos")
    assert visits.recovery_now(asked).state == RecoveryState.DONE
    with scope.scope(firm):
        new = User.objects.get(email="new@owner.be")
        assert new.role == Role.OWNER
        assert Invitation.objects.open(timezone.now()).filter(user=new).count() == 1
        assert Entry.objects.filter(action="recovery.finished").count() == 1
    with scope.public():
        assert Entry.objects.filter(action="recovery.finished").count() == 1


def test_a_step_that_is_repeated_changes_nothing(
    firm: Firm, jan: User, lena: User, cast: Cast
) -> None:
    asked = visits.recovery(firm, jan, lena, at=before(73))
    run = carried_out(asked)

    for step in steps.STEPS:
        with transaction.atomic():
            step.do(run)
    tasks.sweep()

    with scope.scope(firm):
        assert Invitation.objects.filter(user__email="new@owner.be").count() == 1
        assert Entry.objects.filter(action="recovery.finished").count() == 1
    with scope.public():
        assert Run.objects.filter(kind=RunKind.RECOVERY).count() == 1


def test_the_delay_begins_when_the_firm_can_read_of_it(
    firm: Firm, jan: User, lena: User, cast: Cast
) -> None:
    """A worker that was away for a week takes nobody's time to object."""
    with scope.public():
        asked = actions.ask_recovery(
            firm, owner_name="N", owner_email="n@new.be", reason="x", by=jan,
            at=before(200),
        )  # fmt: skip
        actions.confirm_recovery(asked, typed=firm.slug, by=lena, at=before(190))

    tasks.sweep()

    assert run_of(asked) is None
    due_at = visits.recovery_now(asked).due_at
    assert due_at is not None
    assert due_at > timezone.now() + DELAY - timedelta(minutes=5)


def test_somebody_at_the_firm_stops_it(
    firm: Firm, jan: User, lena: User, cast: Cast
) -> None:
    asked = visits.recovery(firm, jan, lena, at=before(73))
    with scope.scope(firm):
        notice = RecoveryNotice.objects.get()
        firm_side.stop_recovery(notice, by=cast.laura, at=timezone.now())

    tasks.sweep()

    known = visits.recovery_now(asked)
    assert run_of(asked) is None
    assert known.state == RecoveryState.CANCELLED
    assert cast.laura.name in known.ended_reason


def test_a_stop_that_nobody_carried_over_yet_still_holds(
    firm: Firm, jan: User, lena: User, cast: Cast
) -> None:
    asked = visits.recovery(firm, jan, lena, at=before(73))
    with scope.scope(firm):
        notice = RecoveryNotice.objects.get()
        firm_side.stop_recovery(notice, by=cast.laura, at=timezone.now())

    exchange.carry_out(asked.pk, at=timezone.now())

    assert run_of(asked) is None


def test_an_operator_cancels_it_until_it_starts(
    firm: Firm, jan: User, lena: User, cast: Cast
) -> None:
    asked = visits.recovery(firm, jan, lena, at=before(73))
    with scope.public():
        actions.cancel_recovery(asked, by=jan, at=timezone.now())

    tasks.sweep()

    notice = visits.notice(asked)
    assert run_of(asked) is None
    assert notice is not None
    assert notice.state == NoticeState.CANCELLED


def test_once_started_it_can_no_longer_be_stopped(
    firm: Firm, jan: User, lena: User, cast: Cast
) -> None:
    asked = visits.recovery(firm, jan, lena, at=before(73))
    tasks.sweep()

    with scope.public(), pytest.raises(DomainError, match="no longer"):
        actions.cancel_recovery(asked, by=jan, at=timezone.now())
    with scope.scope(firm), pytest.raises(DomainError, match="no longer"):
        firm_side.stop_recovery(
            RecoveryNotice.objects.get(), by=cast.laura, at=timezone.now()
        )


def test_while_another_run_is_under_way_it_waits(
    firm: Firm, jan: User, lena: User, cast: Cast
) -> None:
    asked = visits.recovery(firm, jan, lena, at=before(73))
    with scope.public():
        busy = Run.objects.create(
            firm=firm, kind=RunKind.BACKUP, requested_by="x", created_at=timezone.now()
        )

    tasks.sweep()
    assert run_of(asked) is None
    notice = visits.notice(asked)
    assert notice is not None
    assert notice.state == NoticeState.OPEN

    with scope.public():
        busy.delete()
    assert carried_out(asked).state == RunState.DONE


def test_an_owner_who_lost_everything_begins_anew(
    firm: Firm, jan: User, lena: User, cast: Cast
) -> None:
    with scope.scope(firm):
        app_of(cast.olivia)
    asked = visits.recovery(firm, jan, lena, email=cast.olivia.email, at=before(73))

    carried_out(asked)

    with scope.scope(firm):
        olivia = User.objects.get(pk=cast.olivia.pk)
        assert not olivia.has_usable_password()
        assert not factors.has_any(olivia)
        assert Invitation.objects.open(timezone.now()).filter(user=olivia).exists()


def test_a_lawyer_becomes_the_owner(
    firm: Firm, jan: User, lena: User, cast: Cast
) -> None:
    asked = visits.recovery(firm, jan, lena, email=cast.laura.email, at=before(73))

    carried_out(asked)

    with scope.scope(firm):
        assert User.objects.get(pk=cast.laura.pk).role == Role.OWNER


def test_a_client_never_becomes_the_owner(
    firm: Firm, jan: User, lena: User, cast: Cast
) -> None:
    asked = visits.recovery(firm, jan, lena, email=cast.sofie.email, at=before(73))

    known = visits.recovery_now(asked)
    assert known.state == RecoveryState.CANCELLED
    assert "somebody else" in known.ended_reason
    assert visits.notice(asked) is None
