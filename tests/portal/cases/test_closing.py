"""Closing a case: how long its clients read it, and how long the firm keeps it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils.html import strip_tags

from portal.cases import closing_actions as actions
from portal.cases.models import Case, CaseRules
from portal.documents.models import Document
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import NOW, CaseFactory

SignIn = Callable[..., HostClient]
TODAY = NOW.date()


def close(cast: Cast, **wish: object) -> Case:
    actions.close_case(case=cast.sale, by=cast.laura, at=NOW, **wish)  # type: ignore[arg-type]
    return Case.objects.get(pk=cast.sale.pk)


@time_machine.travel(NOW, tick=False)
def test_clients_read_a_closed_case_for_as_long_as_the_firm_says(
    cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    case = close(cast)

    page = as_user(cast.sofie).get(f"/cases/{case.pk}/").content.decode()

    assert case.readable_until == TODAY + timedelta(days=90)
    told = "Closed on 23 November 2026. You can read it until 21 February 2027."
    assert told in strip_tags(page)


@pytest.mark.parametrize(("days", "sees"), [(90, True), (91, False)])
def test_after_the_last_day_it_is_gone_for_them(
    days: int, *, sees: bool, cast: Cast, inside: Firm
) -> None:
    with time_machine.travel(NOW, tick=False):
        close(cast)

    with time_machine.travel(NOW + timedelta(days=days), tick=False):
        assert (cast.sale in Case.objects.visible_to(cast.sofie)) is sees
        assert (cast.deed in Document.objects.visible_to(cast.sofie)) is sees
        assert cast.sale in Case.objects.visible_to(cast.bart)


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("wish", "until"),
    [
        ({"read_days": 30}, TODAY + timedelta(days=30)),
        ({"read_days": 0}, TODAY - timedelta(days=1)),
        ({"has_end": False}, None),
    ],
)
def test_a_case_may_have_a_window_of_its_own(
    wish: dict[str, object], until: date | None, cast: Cast, inside: Firm
) -> None:
    assert close(cast, **wish).readable_until == until


def test_the_window_is_changed_later(cast: Cast, inside: Firm, as_user: SignIn) -> None:
    close(cast)
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011

    as_user(cast.laura).post(
        f"/desk/cases/{cast.sale.pk}/window/", {"until": yesterday.isoformat()}
    )

    assert cast.sale not in Case.objects.visible_to(cast.sofie)
    assert as_user(cast.sofie).get(f"/cases/{cast.sale.pk}/").status_code == 404


def test_it_is_kept_for_five_years_or_as_long_as_the_firm_says(
    cast: Cast, inside: Firm
) -> None:
    assert close(cast, closed_on=TODAY).retain_until == date(2031, 11, 23)

    actions.reopen_case(case=cast.sale, by=cast.laura, at=NOW)
    CaseRules.objects.create(keep_years=10)

    assert close(cast, closed_on=TODAY).retain_until == date(2036, 11, 23)


def test_a_leap_day_ends_on_the_28th() -> None:
    assert actions.years_after(date(2028, 2, 29), 5) == date(2033, 2, 28)


def test_opening_again_stops_every_clock(cast: Cast, inside: Firm) -> None:
    close(cast)

    actions.reopen_case(case=cast.sale, by=cast.laura, at=NOW)

    case = Case.objects.get(pk=cast.sale.pk)
    assert (case.closed_on, case.readable_until, case.retain_until) == (None,) * 3


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), TODAY - timedelta(days=1)])
def test_a_day_that_cannot_be_is_refused(day: date, cast: Cast, inside: Firm) -> None:
    cast.sale.opened_on = TODAY

    with pytest.raises(DomainError):
        close(cast, closed_on=day)


def test_the_form_closes_on_the_day_that_was_chosen(
    cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    as_user(cast.bart).post(
        f"/desk/cases/{cast.sale.pk}/closure/",
        {"closed_on": TODAY.isoformat(), "reading": "always"},
    )

    case = Case.objects.get(pk=cast.sale.pk)
    assert (case.closed_on, case.readable_until) == (TODAY, None)


def test_only_what_is_kept_long_enough_is_listed(
    cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    over = _closed(retain_until=date(2020, 1, 1))
    _closed(retain_until=date(2999, 1, 1))
    held = _closed(
        retain_until=date(2020, 1, 1), legal_hold=True, hold_reason="A claim"
    )

    shown = as_user(cast.bart).get("/desk/cases/?state=over").context["page_obj"]
    actions.release(case=held, by=cast.laura, at=NOW)
    then = as_user(cast.bart).get("/desk/cases/?state=over").context["page_obj"]

    assert list(shown) == [over]
    assert set(then) == {over, held}
    assert Case.objects.filter(pk=over.pk).exists()


def test_a_hold_says_why_in_the_log(cast: Cast, inside: Firm, as_user: SignIn) -> None:
    page = f"/desk/cases/{cast.sale.pk}/hold/"

    assert as_user(cast.bart).post(page, {"reason": "x"}).status_code == 403
    assert as_user(cast.laura).post(page, {"reason": " "}).status_code == 422
    as_user(cast.laura).post(page, {"reason": "A claim"})

    assert Case.objects.get(pk=cast.sale.pk).legal_hold
    assert Entry.objects.get(action="case.held").details["reason"] == "A claim"


def test_the_database_refuses_a_hold_without_a_reason(cast: Cast, inside: Firm) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseFactory(legal_hold=True)


def _closed(**fields: object) -> Case:
    case: Case = CaseFactory(closed_at=NOW, closed_on=TODAY, **fields)
    return case
