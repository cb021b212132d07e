"""Who looks for a client: given, changed and revoked on the client's page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail

from portal.access.models import Invitation
from portal.people import queries, tasks
from portal.people.days import today
from portal.people.models import Delegation
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.models import Firm
from tenants.outbox.models import Event
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.panels import panel_of

SignIn = Callable[..., HostClient]
HOME = "cases/_home_portal.html"
RIA = {
    "name": "Ria",
    "email": "Ria@Example.com",
    "relation": "accountant",
    "sees_cases": "on",
}


def pages(cast: Cast) -> str:
    return f"/desk/contacts/{cast.sofie_contact.pk}/delegates/"


def given(as_user: SignIn, cast: Cast, **changes: object) -> Delegation:
    as_user(cast.bart).post(f"{pages(cast)}new/", {**RIA, **changes})
    return Delegation.objects.select_related("user").latest("created_at")


def test_an_accountant_is_invited(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    delegation = given(as_user, cast, last_day=today().isoformat())

    user = delegation.user
    assert (user.email, user.role) == ("ria@example.com", Role.DELEGATE)
    assert (delegation.sees_cases, delegation.sees_documents) == (True, False)
    assert delegation.last_day == today()
    assert Invitation.objects.unused().filter(user=user).count() == 1
    assert Entry.objects.get(action="delegation.given").details["delegate"] == "Ria"


def test_the_home_says_for_whom_one_looks(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    delegation = given(as_user, cast)

    response = as_user(delegation.user).get("/")

    assert "U kijkt mee namens Sofie peeters." in response.content.decode()
    assert panel_of(response, HOME)["only"] == cast.sale


def test_another_client_keeps_his_account_and_is_told(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    delegation = given(as_user, cast, email=cast.tom.email)

    tasks.tell_delegate(Event.objects.get(topic="delegation.given"))

    assert (delegation.user, delegation.user.role) == (cast.tom, Role.CLIENT)
    assert [each.to for each in mail.outbox] == [[cast.tom.email]]
    assert "Sofie" not in mail.outbox[0].body
    assert len(panel_of(as_user(cast.tom).get("/"), HOME)["cases"]) == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"sees_cases": ""}, "sees_cases"),
        ({"last_day": "2020-01-01"}, "last_day"),
        ({"relation": "friend"}, "relation"),
        ({"email": "ria"}, "email"),
        ({"name": ""}, "name"),
    ],
)
def test_what_is_wrong_is_told(
    changes: dict[str, str], field: str, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    response = as_user(cast.bart).post(f"{pages(cast)}new/", {**RIA, **changes})

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Delegation.objects.exists()


@pytest.mark.parametrize("who", ["laura", "sofie"])
def test_staff_and_the_client_himself_are_refused(
    who: str, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    as_user(cast.bart).post(
        f"{pages(cast)}new/", {**RIA, "email": getattr(cast, who).email}
    )

    assert not Delegation.objects.exists()


def test_twice_is_refused(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    given(as_user, cast)
    given(as_user, cast)

    assert Delegation.objects.count() == 1


def test_rights_are_changed(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    delegation = given(as_user, cast)
    page = f"{pages(cast)}{delegation.pk}/"

    response = as_user(cast.laura).post(
        page, {"relation": "guardian", "sees_documents": "on"}
    )

    delegation.refresh_from_db()
    assert response.status_code == 302
    assert (delegation.relation, delegation.sees_cases) == ("guardian", False)
    assert Entry.objects.filter(action="delegation.changed").count() == 1


def test_the_last_one_revoked_closes_a_delegates_account(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    delegation = given(as_user, cast)
    browser = as_user(delegation.user)

    as_user(cast.bart).post(f"{pages(cast)}{delegation.pk}/removal/")

    assert not User.objects.get(pk=delegation.user.pk).is_active
    assert browser.get("/").url.startswith("/sign-in/")


def test_a_client_keeps_his_own_account(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    delegation = given(as_user, cast, email=cast.tom.email)

    as_user(cast.bart).post(f"{pages(cast)}{delegation.pk}/removal/")

    assert User.objects.get(pk=cast.tom.pk).is_active
    assert panel_of(as_user(cast.tom).get("/"), HOME)["only"] == cast.divorce


def test_who_comes_back_gets_the_account_again(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    first = given(as_user, cast)
    as_user(cast.bart).post(f"{pages(cast)}{first.pk}/removal/")

    again = given(as_user, cast)

    assert (again.user, again.user.is_active) == (first.user, True)
    assert again.pk != first.pk


def test_after_the_last_day_nobody_is_represented(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    delegation = given(as_user, cast)
    Delegation.objects.update(last_day=today() - timedelta(days=1))

    assert queries.represented_by(delegation.user) == []
    assert [each.is_over for each in queries.delegates_of(cast.sofie_contact)] == [True]


def test_a_delegation_is_found_at_its_own_contact_only(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    delegation = given(as_user, cast)
    elsewhere = f"/desk/contacts/{cast.tom_contact.pk}/delegates/{delegation.pk}/"

    assert as_user(cast.bart).get(elsewhere).status_code == 404
