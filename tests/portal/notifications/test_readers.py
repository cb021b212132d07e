"""Who lost sight of it while it was held is not told; who gained it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.cases.models import CaseSection, Party
from portal.documents.models import Share
from portal.notifications import actions
from portal.notifications.models import Notice, Reason
from portal.notifications.registry import Kind
from portal.policy.models import Policy
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tests.cast import Cast
from tests.factories import NOW, PartyFactory, UserFactory
from tests.portal.notifications.conftest import Wait
from tests.portal.notifications.kinds import (
    CARELESS,
    HELD,
    HOMELESS,
    NEWS,
    TRUSTING,
    WORK,
)

pytestmark = pytest.mark.usefixtures("inside")


def leave_the_case(cast: Cast) -> None:
    Party.objects.filter(case=cast.sale, contact=cast.sofie_contact).delete()


def lose_the_account(cast: Cast) -> None:
    User.objects.filter(pk=cast.sofie.pk).update(is_active=False)


def make_it_internal(cast: Cast) -> None:
    Share.objects.all().delete()


def delete_it(cast: Cast) -> None:
    cast.deed.delete()


def close_the_section(cast: Cast) -> None:
    Policy.objects.create(shows_documents=False)


def close_the_portal(cast: Cast) -> None:
    Policy.objects.create(is_portal_open=False)


def close_it_in_this_case(cast: Cast) -> None:
    CaseSection.objects.create(case=cast.sale, section="documents", is_shown=False)


def become_staff(cast: Cast) -> None:
    User.objects.filter(pk=cast.sofie.pk).update(role=Role.LAWYER)


LOSSES = [
    leave_the_case, lose_the_account, make_it_internal, delete_it, close_the_section,
    close_the_portal, close_it_in_this_case, become_staff,
]  # fmt: skip


@pytest.mark.parametrize("lose", LOSSES)
def test_who_lost_it_while_it_was_held_is_not_told(
    cast: Cast, wait: Wait, lose: Callable[[Cast], None]
) -> None:
    tell(HELD, cast)
    wait(minutes=5)
    lose(cast)

    assert wait(days=1) == []


@pytest.mark.parametrize("lose", LOSSES)
def test_who_lost_it_while_the_letter_waited_is_not_told(
    cast: Cast, wait: Wait, memo_too: Share, lose: Callable[[Cast], None]
) -> None:
    actions.tell(NEWS, subject=cast.memo.pk, place=cast.sale.pk, by=None, at=NOW)
    assert wait() == [cast.sofie.email]
    tell(NEWS, cast)
    wait(minutes=1)
    lose(cast)

    assert wait(days=1) == []
    assert Notice.objects.filter(why=Reason.NOT_VISIBLE).count() == 1


def tell(kind: Kind, cast: Cast) -> None:
    actions.tell(kind, subject=cast.deed.pk, place=cast.sale.pk, by=cast.laura, at=NOW)


@pytest.mark.parametrize(
    ("kind", "close"),
    [
        (TRUSTING, close_the_section),
        (TRUSTING, close_the_portal),
        (HOMELESS, close_the_portal),
    ],
)
def test_what_the_firm_closed_is_obeyed_whatever_the_kind_says(
    cast: Cast, wait: Wait, kind: Kind, close: Callable[[Cast], None]
) -> None:
    tell(kind, cast)
    close(cast)

    assert wait() == []


def test_a_section_that_this_case_opens_is_told_of(cast: Cast, wait: Wait) -> None:
    close_the_section(cast)
    CaseSection.objects.create(case=cast.sale, section="documents", is_shown=True)
    tell(NEWS, cast)

    assert wait() == [cast.sofie.email]


def test_who_was_added_while_it_was_held_is_told(cast: Cast, wait: Wait) -> None:
    tell(HELD, cast)
    wait(minutes=5)
    PartyFactory(case=cast.sale, contact=cast.tom_contact)

    assert wait(minutes=5) == sorted([cast.sofie.email, cast.tom.email])


def test_a_loss_of_one_leaves_the_others(cast: Cast, wait: Wait) -> None:
    PartyFactory(case=cast.sale, contact=cast.tom_contact)
    tell(HELD, cast)
    leave_the_case(cast)

    assert wait(minutes=10) == [cast.tom.email]


def test_staff_behind_a_wall_are_not_told(cast: Cast, wait: Wait) -> None:
    cast.sale.is_restricted = True
    cast.sale.save()
    actions.tell(WORK, subject=cast.sale.pk, place=cast.sale.pk, by=None, at=NOW)

    assert wait() == [cast.laura.email]


def test_a_kind_for_staff_tells_no_guest_and_no_client(cast: Cast, wait: Wait) -> None:
    UserFactory(role=Role.READING_GUEST)
    sale = cast.sale.pk
    actions.tell(CARELESS, subject=sale, place=sale, by=None, at=NOW)

    assert wait() == sorted(user.email for user in (cast.olivia, cast.laura, cast.bart))


def test_a_closed_portal_does_not_keep_staff_from_their_work(
    cast: Cast, wait: Wait
) -> None:
    close_the_portal(cast)
    actions.tell(WORK, subject=cast.sale.pk, place=cast.sale.pk, by=None, at=NOW)

    assert len(wait()) == 3
