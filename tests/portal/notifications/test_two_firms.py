"""Equal keys in two firms: each tells its own people, in its own name."""

from __future__ import annotations

import contextvars
from datetime import timedelta

import time_machine
from django.core import mail

from portal.notifications import actions
from portal.notifications.models import Announcement, Letter
from tenants import scope
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tests.cast import Cast
from tests.factories import NOW
from tests.portal.notifications.kinds import HELD


def tell(firm: Firm, cast: Cast) -> None:
    with scope.scope(firm):
        actions.tell(
            HELD, subject=cast.deed.pk, place=cast.sale.pk, by=cast.laura, at=NOW
        )


def undo(firm: Firm, cast: Cast) -> None:
    with scope.scope(firm):
        actions.withdraw(HELD, subject=cast.deed.pk, at=NOW)


def deliver(firm: Firm) -> None:
    with scope.scope(firm):
        deliver_due()


def at(firm: Firm, work: object, *rest: object) -> None:
    contextvars.Context().run(work, firm, *rest)  # type: ignore[arg-type]


def test_an_undo_in_one_firm_leaves_the_other(
    firm: Firm, other_firm: Firm, cast: Cast, other_cast: Cast,
    clock: time_machine.Coordinates,
) -> None:  # fmt: skip
    at(firm, tell, cast)
    at(other_firm, tell, other_cast)
    at(firm, undo, cast)
    clock.shift(HELD.hold)

    at(firm, deliver)
    assert mail.outbox == []
    at(other_firm, deliver)
    (message,) = mail.outbox
    assert message.from_email.startswith("De Vries Advocaten")
    assert other_firm.primary_host in message.body
    assert firm.primary_host not in message.body


def test_a_pause_in_one_firm_is_none_in_the_other(
    firm: Firm, other_firm: Firm, cast: Cast, other_cast: Cast,
    clock: time_machine.Coordinates,
) -> None:  # fmt: skip
    at(firm, tell, cast)
    at(other_firm, tell, other_cast)
    clock.shift(HELD.hold)
    at(firm, deliver)
    clock.shift(timedelta(minutes=1))
    at(other_firm, deliver)

    ids = {message.extra_headers["Message-ID"] for message in mail.outbox}
    assert len(ids) == 2


def test_what_one_firm_is_to_tell_the_other_does_not_see(
    firm: Firm, other_firm: Firm, cast: Cast, other_cast: Cast
) -> None:
    at(firm, tell, cast)
    at(other_firm, deliver)

    with scope.scope(other_firm):
        assert not Announcement.objects.exists()
        assert not Letter.objects.exists()
