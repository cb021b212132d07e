"""Leave that one firm gave opens nothing at another, with equal keys in both."""

from __future__ import annotations

import contextvars
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.support.models import SupportAccess
from provisioning.support.models import Visit
from tenants import scope
from tenants.models import Firm
from tests import visits
from tests.cast import Cast
from tests.conftest import HostClient

# The exchange between `public` and a firm is a transaction of its own.
pytestmark = pytest.mark.django_db(transaction=True)


def twin(visit: Visit, other_firm: Firm, **fields: object) -> None:
    """The same row, key for key, at the other firm."""
    here = visits.at_firm(visit)

    def make() -> None:
        with scope.scope(other_firm):
            SupportAccess.objects.create(
                pk=here.pk,
                operator_id=here.operator_id,
                operator_name=here.operator_name,
                reach=here.reach,
                reason=here.reason,
                requested_at=here.requested_at,
                **fields,
            )

    contextvars.Context().run(make)


def test_a_request_there_is_not_answered_by_leave_here(
    granted: Visit, other_firm: Firm, other_cast: Cast
) -> None:
    twin(granted, other_firm)

    token = visits.token(granted)
    answer = HostClient(other_firm.primary_host).post(visits.ENTRY, {"token": token})

    assert answer.status_code == 409


def test_even_with_leave_there_the_token_of_here_opens_nothing(
    granted: Visit, other_firm: Firm, other_cast: Cast
) -> None:
    now = timezone.now()
    twin(
        granted,
        other_firm,
        state="granted",
        answered_at=now,
        until=now + timedelta(hours=1),
    )

    token = visits.token(granted)
    there = HostClient(other_firm.primary_host)

    assert there.post(visits.ENTRY, {"token": token}).status_code == 409
    assert there.get("/desk/").status_code == 302


def test_a_guests_cookies_are_nobodys_there(granted: Visit, other_firm: Firm) -> None:
    here = visits.enter(granted)
    there = HostClient(other_firm.primary_host)
    there.cookies = here.cookies

    assert here.get("/desk/").status_code == 200
    assert there.get("/desk/").status_code == 302
