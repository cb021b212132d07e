"""Settings > Team: who invites, changes and closes, and that an owner is left."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from portal.access.models import Invitation
from portal.cases.models import Case
from portal.staff import actions, queries
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import NOW, CaseFactory, UserFactory
from tests.portal.counting import statements

SignIn = Callable[..., HostClient]
TEAM = "/desk/settings/team/"
PIET = {
    "name": "Piet",
    "email": "Piet@example.com",
    "role": "bookkeeper",
    "language": "fr",
}


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_an_owner_invites_a_bookkeeper(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    response = as_user(cast.olivia).post(f"{TEAM}new/", PIET)

    piet = User.objects.get(email="piet@example.com")
    assert response.url == TEAM
    assert (piet.role, piet.language) == (Role.BOOKKEEPER, "fr")
    assert Invitation.objects.unused().get(user=piet).created_by == cast.olivia


@pytest.mark.parametrize("role", ["client", "settings_guest", "admin", "", "king"])
def test_only_roles_of_staff_are_given(
    role: str, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    response = as_user(cast.olivia).post(f"{TEAM}new/", {**PIET, "role": role})

    assert response.status_code == 422
    assert not User.objects.filter(email="piet@example.com").exists()


def test_the_list_says_who_is_in_which_state(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    now = timezone.now()
    actions.invite(**{**PIET, "role": Role.LAWYER}, by=cast.olivia, at=now)
    UserFactory(name="Gone", is_active=False)

    response = as_user(cast.laura).get(TEAM)

    states = {row.user.name: row.state for row in response.context["colleagues"]}
    assert states["Laura peeters"] == "active"
    assert (states["Piet"], states["Gone"]) == ("invited", "closed")
    later = queries.colleagues(at=now + timedelta(days=8))
    assert {row.user.name: row.state for row in later}["Piet"] == "expired"


def test_the_list_costs_the_same_for_three_and_for_thirty(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    browser = as_user(cast.olivia)
    few = statements(browser, TEAM)

    for _ in range(27):
        CaseFactory(responsible=UserFactory())

    assert statements(browser, TEAM) == few


def test_another_role_counts_from_the_next_page(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    browser = as_user(cast.bart)
    before = browser.get("/desk/cases/new/").status_code

    as_user(cast.olivia).post(f"{TEAM}{cast.bart.pk}/role/", {"role": "bookkeeper"})

    assert (before, browser.get("/desk/cases/new/").status_code) == (200, 403)
    entry = Entry.objects.get(action="staff.role_changed")
    assert entry.details == {"before": "assistant", "role": "bookkeeper"}


def test_who_leaves_hands_over_open_cases_and_is_out(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    browser = as_user(cast.laura)
    closed = CaseFactory(
        responsible=cast.laura, closed_at=NOW, opened_at=NOW - timedelta(days=1)
    )

    response = as_user(cast.olivia).post(
        f"{TEAM}{cast.laura.pk}/closure/", {"successor": cast.bart.pk}
    )

    assert response.url == TEAM
    assert browser.get("/desk/").url.startswith("/sign-in/")
    mine = Case.objects.filter(responsible=cast.laura)
    assert list(mine) == [closed]
    assert Case.objects.get(pk=cast.sale.pk).responsible == cast.bart
    assert Entry.objects.filter(action="case.handed_over").count() == 2


@pytest.mark.parametrize("who", ["", "laura", "sofie"])
def test_open_cases_need_somebody_who_takes_them(
    who: str, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    successor = getattr(cast, who).pk if who else ""

    response = as_user(cast.olivia).post(
        f"{TEAM}{cast.laura.pk}/closure/", {"successor": successor}
    )

    assert response.status_code == 422
    assert fresh(cast.laura).is_active


def test_who_comes_back_is_invited_and_old_sessions_stay_closed(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    browser = as_user(cast.bart)
    owner = as_user(cast.olivia)
    owner.post(f"{TEAM}{cast.bart.pk}/closure/")

    owner.post(f"{TEAM}{cast.bart.pk}/closure/removal/")

    assert fresh(cast.bart).is_active
    assert Invitation.objects.unused().filter(user=cast.bart).count() == 1
    assert browser.get("/desk/").url.startswith("/sign-in/")


def test_nobody_changes_his_own_account(cast: Cast, inside: Firm) -> None:
    me, now = cast.olivia, timezone.now()

    with pytest.raises(DomainError, match="your own account"):
        actions.change_role(member=me, role=Role.LAWYER, by=me, at=now)
    with pytest.raises(DomainError, match="your own account"):
        actions.close(member=me, successor=cast.bart, by=me, at=now)

    assert fresh(me).role == Role.OWNER
    assert fresh(me).is_active


def test_who_is_no_owner_any_more_changes_nothing(cast: Cast, inside: Firm) -> None:
    with pytest.raises(DomainError, match="not an owner"):
        actions.close(
            member=cast.bart, successor=None, by=cast.laura, at=timezone.now()
        )

    assert fresh(cast.bart).is_active


def test_a_client_is_not_on_the_team(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    response = as_user(cast.olivia).post(f"{TEAM}{cast.sofie.pk}/closure/")

    assert response.status_code == 404
    assert fresh(cast.sofie).is_active


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_remove_each_other_leave_one(firm: Firm) -> None:
    with scope.scope(firm):
        ada = UserFactory(role=Role.OWNER)
        bo = UserFactory(role=Role.OWNER)
    barrier = Barrier(2)

    with ThreadPoolExecutor(2) as pool:
        tries = [
            pool.submit(demote, firm, member, by, barrier)
            for member, by in ((ada, bo), (bo, ada))
        ]
        done = sorted(each.result() for each in tries)

    assert done == [False, True]
    with scope.scope(firm):
        assert User.objects.filter(role=Role.OWNER, is_active=True).count() == 1


def demote(firm: Firm, member: User, by: User, barrier: Barrier) -> bool:
    """Whether the owner could be demoted."""
    try:
        with scope.scope(firm):
            connection.ensure_connection()
            barrier.wait(timeout=60)
            actions.change_role(
                member=member, role=Role.LAWYER, by=by, at=timezone.now()
            )
            return True
    except DomainError:
        return False
    finally:
        connection.close()
