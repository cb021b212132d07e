"""A plan's limits hold, and say what to do."""

from __future__ import annotations

from typing import Any

import pytest

from portal.access import actions as access
from tenants import limits, scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.limits import LimitReached
from tenants.models import Firm, Plan
from tests.factories import NOW, UserFactory


@pytest.fixture
def limited(firm: Firm) -> Firm:
    """A firm whose plan holds two people and a hundred bytes."""
    with scope.public():
        firm.plan = Plan.objects.create(
            name="Tiny", staff_limit=2, storage_limit_bytes=100
        )
        firm.save(update_fields=["plan"])
    return firm


def _invite(name: str, role: Role = Role.LAWYER) -> None:
    access.invite(
        email=f"{name}@firm.be", name=name, role=role, language="nl", by=None, at=NOW
    )


def test_staff_fits_up_to_the_limit(limited: Firm) -> None:
    with scope.scope(limited):
        _invite("laura")
        _invite("bart")

        assert User.objects.staff().count() == 2


def test_one_more_person_is_refused_with_the_way_out(limited: Firm) -> None:
    with scope.scope(limited):
        UserFactory.create_batch(2)

        with pytest.raises(LimitReached, match="room for 2 people"):
            _invite("bart")


def test_an_invitation_sent_again_takes_no_second_place(limited: Firm) -> None:
    with scope.scope(limited):
        UserFactory()
        _invite("bart")

        _invite("bart")


def test_clients_are_not_limited(limited: Firm) -> None:
    with scope.scope(limited):
        UserFactory.create_batch(2)

        _invite("sofie", role=Role.CLIENT)


def test_a_file_that_does_not_fit_is_refused(limited: Firm) -> None:
    with scope.scope(limited):
        limits.refuse_storage(60, 40)
        with pytest.raises(LimitReached, match="does not fit"):
            limits.refuse_storage(60, 41)


def test_a_firm_without_a_plan_has_no_limits(firm: Firm) -> None:
    with scope.scope(firm):
        limits.refuse_staff(10_000)
        limits.refuse_storage(10**12, 10**12)


def test_one_file_is_as_large_as_the_plan_says_and_never_larger_than_the_platform(
    limited: Firm, settings: Any
) -> None:
    settings.DOCUMENT_MAX_BYTES = 200
    with scope.scope(limited):
        for said, largest in ((None, 200), (50, 50), (500, 200)):
            limited.plan.file_limit_bytes = said
            assert limits.largest_file() == largest
