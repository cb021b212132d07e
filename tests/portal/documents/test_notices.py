"""Whom a share tells, and of what not. The rules of notices have tests of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from pytest_django.fixtures import Settings

from portal.cases import party_actions as cases
from portal.cases.models import Party
from portal.documents.events import HOLD
from portal.documents.sharing import acts
from portal.documents.sharing.terms import Terms
from portal.policy.models import Policy
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.outbox.delivering import deliver_due
from tests.cast import Cast
from tests.factories import (
    NO_PASSWORD,
    NOW,
    ContactFactory,
    PartyFactory,
    UserFactory,
)

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    """The clock stands still until it is moved."""
    with time_machine.travel(NOW, tick=False) as coordinates:
        yield coordinates


@pytest.fixture(autouse=True)
def caught_mail(settings: Settings) -> None:
    """Mail goes to django.core.mail.outbox."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def share(cast: Cast) -> None:
    acts.share(documents=[cast.memo.pk], terms=Terms(), by=cast.laura, at=NOW)
    deliver_due()
    assert mail.outbox == []


def wait(clock: time_machine.Coordinates, time: timedelta = HOLD) -> None:
    clock.shift(time)
    while deliver_due():
        pass


def told() -> set[str]:
    return {message.to[0] for message in mail.outbox}


def invited_client(cast: Cast) -> User:
    """A second client of the sale, who has not chosen a password yet."""
    user = UserFactory(role=Role.CLIENT, password=NO_PASSWORD)
    PartyFactory(case=cast.sale, contact=ContactFactory(user=user))
    return user


def test_the_clients_of_the_case_are_told_after_the_hold(
    cast: Cast, clock: time_machine.Coordinates
) -> None:
    waiting = invited_client(cast)

    share(cast)
    wait(clock)

    bodies = {message.to[0]: message.body for message in mail.outbox}
    assert set(bodies) == {cast.sofie.email, waiting.email}
    assert "not chosen a password" in bodies[waiting.email]
    assert "not chosen a password" not in bodies[cast.sofie.email]


def test_the_mail_says_nothing_about_the_case_or_the_document(
    cast: Cast, clock: time_machine.Coordinates
) -> None:
    share(cast)
    wait(clock)

    message = mail.outbox[0]
    html = str(message.alternatives[0].content)  # type: ignore[attr-defined]
    assert message.subject == "A document was shared with you by Peeters & Partners"
    assert f"/cases/{cast.sale.pk}/" in message.body
    for text in (message.subject, message.body, html):
        for secret in ("Memo", "house", cast.sale.reference, "memo"):
            assert secret not in text


def test_who_may_not_open_the_case_is_led_to_his_documents(
    cast: Cast, clock: time_machine.Coordinates
) -> None:
    Policy.objects.update_or_create(defaults={"shows_cases": False})

    share(cast)
    wait(clock)

    assert "/documents/\n" in mail.outbox[0].body


def test_where_documents_are_closed_nobody_is_told(
    cast: Cast, clock: time_machine.Coordinates
) -> None:
    Policy.objects.update_or_create(defaults={"shows_documents": False})

    share(cast)
    wait(clock)

    assert told() == set()


def test_several_shares_are_told_of_in_one_mail(
    cast: Cast, clock: time_machine.Coordinates
) -> None:
    acts.unshare(documents=[cast.deed.pk], by=cast.laura, at=NOW)
    share(cast)
    clock.shift(timedelta(seconds=30))
    acts.share(
        documents=[cast.deed.pk],
        terms=Terms(),
        by=cast.laura,
        at=NOW + timedelta(seconds=30),
    )

    wait(clock)
    wait(clock, timedelta(hours=1))

    assert len(mail.outbox) == 1


def test_a_share_that_is_taken_back_tells_nobody(
    cast: Cast, clock: time_machine.Coordinates
) -> None:
    share(cast)
    acts.unshare(documents=[cast.memo.pk], by=cast.laura, at=NOW)

    wait(clock)

    assert mail.outbox == []


def test_who_is_no_longer_party_is_not_told(
    cast: Cast, clock: time_machine.Coordinates
) -> None:
    share(cast)
    party = Party.objects.get(case=cast.sale, contact=cast.sofie_contact)
    cases.remove_party(party=party, by=cast.laura, at=NOW)

    wait(clock)

    assert mail.outbox == []
