"""Where a case stands, on the pages of staff and of its client."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import time_machine

from portal.progress.models import Stage, StageChange
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.progress.conftest import LATER, NOW

SignIn = Callable[..., HostClient]
pytestmark = pytest.mark.usefixtures("inside")


def test_staff_move_a_case_and_take_it_back(
    as_user: SignIn, cast: Cast, stages: list[Stage], inside: Firm
) -> None:
    browser, page = as_user(cast.bart), f"/desk/cases/{cast.sale.pk}/"

    response = browser.post(f"{page}stage/", {"stage": stages[1].pk})
    assert response.url == f"{page}?tab=progress"
    shown = browser.get(response.url)
    assert shown.context["held_change"].stage == stages[1]

    browser.post(f"{page}stage/removal/")

    assert StageChange.objects.standing().count() == 0
    assert browser.get(response.url).context["held_change"] is None


@pytest.mark.parametrize("sent", [{}, {"stage": "no key"}, {"stage": "area"}])
def test_a_wrong_stage_is_told_on_the_page(
    as_user: SignIn, cast: Cast, stages: list[Stage], sent: dict[str, str]
) -> None:
    other = Stage.objects.filter(area__slug="family").first()
    assert other
    sent = {"stage": str(other.pk)} if sent == {"stage": "area"} else sent

    response = as_user(cast.bart).post(f"/desk/cases/{cast.sale.pk}/stage/", sent)

    assert response.status_code == 422
    assert response.context["move_form"].errors["stage"]
    assert StageChange.objects.count() == 0


def test_the_client_sees_where_it_stands_and_what_it_means(
    as_user: SignIn, cast: Cast, moved: Stage, clock: time_machine.Coordinates
) -> None:
    clock.move_to(LATER)

    page = as_user(cast.sofie).get(f"/cases/{cast.sale.pk}/").content.decode()

    assert moved.name_en in page
    assert moved.meaning_en in page
    assert 'aria-current="step"' in page


def test_the_client_sees_nothing_while_it_can_be_taken_back(
    as_user: SignIn, cast: Cast, moved: Stage, clock: time_machine.Coordinates
) -> None:
    clock.move_to(NOW)

    page = as_user(cast.sofie).get(f"/cases/{cast.sale.pk}/").content.decode()

    assert moved.name_en not in page
