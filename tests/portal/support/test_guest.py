"""A guest: comes in by a pass, sees what was allowed, and is gone when it is over."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from portal.access.backends import PasswordBackend
from portal.support import actions, guests
from portal.support.models import SupportAccess
from provisioning.support.models import Visit, VisitScope
from tenants import scope
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.models import Firm
from tests import visits
from tests.cast import Cast
from tests.conftest import HostClient

SIGN_IN = "/sign-in/?next=%2Fdesk%2F"
# The exchange between `public` and a firm is a transaction of its own.
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_reading_guest_reads_the_desk_and_no_file(granted: Visit, cast: Cast) -> None:
    browser = visits.enter(granted)

    case = browser.get(f"/desk/cases/{cast.sale.pk}/")
    assert cast.sale.title.encode() in case.content
    assert cast.memo.title.encode() in case.content
    assert cast.sofie.name.encode() in browser.get("/desk/contacts/").content
    assert browser.get(f"/desk/documents/{cast.memo.pk}/file/").status_code == 403


def test_a_settings_guest_sees_no_case(firm: Firm, jan: User, cast: Cast) -> None:
    visit = visits.ask(firm, jan, VisitScope.SETTINGS)
    visits.grant(visit, cast.olivia)

    browser = visits.enter(visit)

    assert browser.get("/desk/settings/support/").status_code == 200
    for path in ("/desk/", "/desk/cases/", f"/desk/cases/{cast.sale.pk}/"):
        assert browser.get(path).status_code == 403


def test_every_page_says_who_is_here_and_until_when(granted: Visit) -> None:
    page = visits.enter(granted).get("/desk/").content.decode()

    assert "You are visiting as Tablinum support, until" in page
    assert "/desk/support/departure/" in page


def test_every_page_is_in_the_firms_log_before_it_is_shown(
    granted: Visit, cast: Cast, firm: Firm
) -> None:
    browser = visits.enter(granted)
    browser.get(f"/desk/cases/{cast.sale.pk}/?tab=people")

    with scope.scope(firm):
        entered, viewed = Entry.objects.filter(
            action__in=["support.entered", "support.viewed"]
        ).order_by("at", "pk")
    assert entered.actor_name == "Jan Willems (Tablinum support)"
    assert viewed.details == {
        "method": "GET",
        "page": "desk/cases/<uuid:pk>/",
        "ids": [str(cast.sale.pk)],
    }


def test_a_page_that_cannot_be_logged_is_not_shown(
    granted: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = visits.enter(granted)
    browser.raise_request_exception = False

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError

    monkeypatch.setattr("tenants.audit.record", fail)

    assert browser.get("/desk/").status_code == 500


@pytest.mark.parametrize("page", ["", "?tab=people", "?tab=overview"])
def test_a_reading_guest_is_offered_nothing_that_is_refused(
    page: str, granted: Visit, cast: Cast
) -> None:
    browser = visits.enter(granted)
    paths = [f"/desk/cases/{cast.sale.pk}/{page}", "/desk/", "/desk/contacts/"]
    paths += ["/desk/cases/", f"/desk/contacts/{cast.sofie_contact.pk}/"]

    for path in paths:
        shown = browser.get(path).content.decode()
        posted = set(re.findall(r'method="post" action="([^"]+)"', shown))
        linked = set(re.findall(r'href="(/desk/[^"?#]*)', shown))

        assert posted <= {"/language/", "/sign-out/", "/desk/support/departure/"}
        assert {
            link for link in linked if browser.get(link).status_code != 200
        } == set()


def test_what_was_refused_is_not_logged_as_seen(granted: Visit, firm: Firm) -> None:
    browser = visits.enter(granted)
    browser.get("/desk/cases/new/")

    with scope.scope(firm):
        assert not Entry.objects.filter(action="support.viewed").exists()


def test_the_session_ends_with_the_grant_without_any_sweep(granted: Visit) -> None:
    browser = visits.enter(granted)

    with time_machine.travel(timezone.now() + timedelta(minutes=59), tick=False):
        assert browser.get("/desk/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        assert browser.get("/desk/").headers["Location"] == SIGN_IN


def test_even_a_session_that_lasts_longer_ends(granted: Visit) -> None:
    browser = visits.enter(granted)

    with scope.scope(granted.firm):
        session = browser.session
        session.set_expiry(timedelta(days=30))
        session.save()
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        assert browser.get("/desk/").status_code == 302


def test_an_owner_ends_it_at_once(
    granted: Visit, cast: Cast, as_user: Callable[..., HostClient]
) -> None:
    browser = visits.enter(granted)
    browser.get("/desk/")

    as_user(cast.olivia).post(f"/desk/settings/support/{granted.pk}/end/")

    assert browser.get("/desk/").headers["Location"] == SIGN_IN


def test_without_the_check_at_each_request_an_ended_visit_would_go_on(
    granted: Visit, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = visits.enter(granted)
    with scope.scope(granted.firm):
        access = SupportAccess.objects.get(pk=granted.pk)
        actions.end(access, by=cast.olivia, at=timezone.now())

    def unchecked(self: object, key: str) -> User | None:
        user = User.objects.select_related("support_access").get(pk=key)
        user.is_active = True
        return user

    monkeypatch.setattr(guests.GuestBackend, "get_user", unchecked)

    assert browser.get("/desk/").status_code == 200


def test_a_guest_ends_it_himself(granted: Visit) -> None:
    browser = visits.enter(granted)

    answer = browser.post("/desk/support/departure/")

    assert b"Your visit is over" in answer.content
    assert visits.at_firm(granted).ended_by_name == "Jan Willems (Tablinum support)"
    assert browser.get("/desk/").headers["Location"] == SIGN_IN


def test_a_pass_opens_once(granted: Visit, firm: Firm) -> None:
    token = visits.token(granted)
    first, second = (HostClient(firm.primary_host) for _ in range(2))

    assert first.post(visits.ENTRY, {"token": token}).status_code == 302
    assert second.post(visits.ENTRY, {"token": token}).status_code == 409
    assert second.get("/desk/").status_code == 302


def test_a_new_pass_closes_the_one_before(granted: Visit, firm: Firm) -> None:
    old, new = visits.token(granted), visits.token(granted)

    assert old != new
    assert (
        HostClient(firm.primary_host).post(visits.ENTRY, {"token": old}).status_code
        == 409
    )
    assert (
        HostClient(firm.primary_host).post(visits.ENTRY, {"token": new}).status_code
        == 302
    )


def test_a_pass_lives_for_minutes(granted: Visit, firm: Firm) -> None:
    token = visits.token(granted)

    with time_machine.travel(timezone.now() + timedelta(minutes=4), tick=False):
        answer = HostClient(firm.primary_host).post(visits.ENTRY, {"token": token})
    assert answer.status_code == 409


def test_a_pass_is_posted_and_never_read_from_an_address(
    granted: Visit, firm: Firm
) -> None:
    token = visits.token(granted)

    assert (
        HostClient(firm.primary_host).get(f"{visits.ENTRY}?token={token}").status_code
        == 405
    )
    assert (
        HostClient(firm.primary_host).post(f"{visits.ENTRY}?token={token}").status_code
        == 409
    )


def test_a_pass_of_an_ended_visit_opens_nothing(granted: Visit, cast: Cast) -> None:
    token = visits.token(granted)
    with scope.scope(granted.firm):
        access = SupportAccess.objects.get(pk=granted.pk)
        actions.end(access, by=cast.olivia, at=timezone.now())

    answer = HostClient(granted.firm.primary_host).post(visits.ENTRY, {"token": token})
    assert answer.status_code == 409


def test_the_firm_keeps_no_token(granted: Visit, firm: Firm) -> None:
    token = visits.token(granted)

    kept = visits.at_firm(granted)
    assert bytes(kept.pass_digest or b"") != b""
    assert token.encode() not in bytes(kept.pass_digest or b"")


def test_a_guest_has_no_other_way_in(granted: Visit, firm: Firm) -> None:
    guest = visits.at_firm(granted).guest
    assert guest is not None
    browser = HostClient(firm.primary_host)
    with scope.scope(firm):
        browser.force_login(guest, backend=settings.AUTHENTICATION_BACKENDS[0])
        assert not guest.has_usable_password()
        assert guest.email.endswith(".invalid")
        guest.set_password("four words nobody guesses")
        guest.save()
        refused = PasswordBackend().authenticate(
            None, username=guest.email, password="four words nobody guesses"
        )

    assert refused is None
    assert browser.get("/desk/").status_code == 302


def test_the_first_page_of_a_guest_is_not_the_clients(granted: Visit) -> None:
    answer = visits.enter(granted).get("/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")
