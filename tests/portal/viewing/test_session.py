"""The session stays the viewer's own: limits, networks and second factors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from portal.policy.models import Demand, Policy
from portal.security.models import NetworkRule, Who
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.viewing.conftest import Look
from tests.portal.viewing.test_looking import STOP

SignIn = Callable[..., HostClient]
ELSEWHERE = "198.51.100.0/24"


def allow(who: Who, cast: Cast) -> None:
    NetworkRule.objects.create(
        who=who, network=ELSEWHERE, created_by=cast.olivia, created_at=timezone.now()
    )


def test_the_limits_are_those_of_staff(look: Look, cast: Cast, inside: Firm) -> None:
    Policy.objects.update_or_create(
        defaults={"staff_idle_minutes": 10, "client_idle_minutes": 300}
    )
    viewer = look()

    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        assert viewer.get("/cases/").url == "/sign-in/?next=%2Fcases%2F"


def test_those_of_clients_end_nothing(look: Look, cast: Cast, inside: Firm) -> None:
    Policy.objects.update_or_create(defaults={"client_idle_minutes": 5})
    viewer = look()

    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        assert viewer.get("/cases/").status_code == 200


def test_the_networks_of_staff_bind(look: Look, cast: Cast, inside: Firm) -> None:
    viewer = look()
    allow(Who.STAFF, cast)

    answer = viewer.get("/")

    assert answer.status_code == 403
    assert "Sofie" not in answer.content.decode()
    assert "Sale of a house" not in answer.content.decode()


def test_the_networks_of_clients_do_not(look: Look, cast: Cast, inside: Firm) -> None:
    viewer = look()
    allow(Who.CLIENTS, cast)

    assert viewer.get("/").status_code == 200


def test_a_second_factor_is_demanded_of_staff_alone(
    look: Look, cast: Cast, inside: Firm
) -> None:
    viewer = look()

    Policy.objects.update_or_create(defaults={"client_second_factor": Demand.REQUIRED})
    assert viewer.get("/").status_code == 200
    Policy.objects.update_or_create(defaults={"staff_second_factor": Demand.REQUIRED})
    assert viewer.get("/").url == "/account/second-factor/"


@pytest.mark.parametrize("hindrance", ["network", "factor"])
def test_stopping_is_always_possible(
    hindrance: str, look: Look, cast: Cast, inside: Firm
) -> None:
    viewer = look()
    if hindrance == "network":
        allow(Who.STAFF, cast)
    else:
        required = {"staff_second_factor": Demand.REQUIRED}
        Policy.objects.update_or_create(defaults=required)

    viewer.post(STOP)

    assert "viewing" not in viewer.session
