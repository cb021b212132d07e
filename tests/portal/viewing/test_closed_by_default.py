"""What is missing, or stands in another order, shows nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings as configured
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.policy.models import Policy
from portal.viewing.models import IDLE, Viewing
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.viewing.conftest import Look

CONDITION = "portal.viewing.standing_in.refuse"
MIDDLEWARE = "portal.viewing.doors.DoorsMiddleware"


def test_whose_session_it_is_is_asked_first() -> None:
    order = configured.GATE_CONDITIONS
    of_the_session = [
        "portal.security.networks.refuse",
        "portal.account.limits.refuse",
        "portal.factors.required.refuse",
    ]

    assert [each for each in order if each in of_the_session] == of_the_session
    assert order.index(CONDITION) > max(map(order.index, of_the_session))


def without(viewer: HostClient, settings: Any, name: str, setting: str) -> HostClient:
    """The same browser, at a server that was started without this."""
    rest = [each for each in getattr(settings, setting) if each != name]
    setattr(settings, setting, rest)
    fresh = HostClient(viewer.defaults["HTTP_HOST"])
    fresh.cookies = viewer.cookies
    fresh.raise_request_exception = False
    return fresh


def test_without_the_condition_nothing_is_shown(
    look: Look, cast: Cast, settings: Any
) -> None:
    viewer = without(look(), settings, CONDITION, "GATE_CONDITIONS")

    for path in ("/cases/", f"/cases/{cast.sale.pk}/", "/documents/"):
        assert viewer.get(path).status_code == 403
    assert viewer.get("/").url == "/desk/"


def test_without_the_middleware_nothing_is_shown(
    look: Look, cast: Cast, settings: Any
) -> None:
    viewer = without(look(), settings, MIDDLEWARE, "MIDDLEWARE")

    answer = viewer.get("/")

    assert answer.status_code == 500
    assert "Sale of a house" not in answer.content.decode()


def test_what_the_client_may_not_open_stays_closed(
    look: Look, cast: Cast, inside: Firm
) -> None:
    Policy.objects.update_or_create(defaults={"shows_cases": False})

    assert look().get(f"/cases/{cast.sale.pk}/").status_code == 403


@pytest.mark.parametrize("wrong", ["a second look", "oneself", "seen before"])
def test_the_database_refuses(wrong: str, cast: Cast, inside: Firm) -> None:
    now = timezone.now()
    right = {
        "viewer": cast.laura,
        "client": cast.sofie,
        "began_at": now,
        "seen_at": now,
    }
    faults = {
        "a second look": {"client": cast.tom},
        "oneself": {"viewer": cast.sofie},
        "seen before": {"viewer": cast.bart, "seen_at": now - IDLE},
    }
    Viewing.objects.create(**right)

    with pytest.raises(IntegrityError), transaction.atomic():
        Viewing.objects.create(**{**right, **faults[wrong]})
