"""The row of a session: whose it is, since when, last seen where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tenants import scope
from tenants.accounts import sessions, tasks
from tenants.accounts.models import Session, User
from tenants.accounts.roles import Role
from tenants.accounts.sessions import SessionStore
from tenants.models import Firm
from tests.conftest import HostClient
from tests.factories import UserFactory
from tests.portal.access.conftest import PASSWORD, person

SIGN_IN = {"sign_in-current_step": "auth", "auth-password": PASSWORD}
ANDROID = "Mozilla/5.0 (Linux; Android 15) Chrome/131.0 Mobile"


@pytest.fixture
def laura(firm: Firm) -> User:
    with scope.scope(firm):
        return person(Role.LAWYER, name="Laura", email="laura@example.com")


def stored(user: User) -> SessionStore:
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store.save()
    return store


def test_signing_in_writes_down_who_where_and_with_what(
    firm: Firm, on_firm: HostClient, laura: User
) -> None:
    sent = {**SIGN_IN, "auth-username": laura.email}

    on_firm.post("/sign-in/", sent, HTTP_USER_AGENT=ANDROID, REMOTE_ADDR="198.51.100.7")

    with scope.scope(firm):
        row = Session.objects.get(user=laura)
        assert (row.address, row.device) == ("198.51.100.7", ANDROID)
        assert row.began_at == row.last_seen_at


def test_a_key_from_before_the_sign_in_opens_nothing(
    firm: Firm, on_firm: HostClient, laura: User
) -> None:
    with scope.scope(firm):
        planted = SessionStore()
        planted["anything"] = 1
        planted.save()
    on_firm.cookies["session"] = planted.session_key

    on_firm.post("/sign-in/", {**SIGN_IN, "auth-username": laura.email})

    assert on_firm.cookies["session"].value != planted.session_key
    thief = HostClient(firm.primary_host)
    thief.cookies["session"] = planted.session_key
    assert thief.get("/desk/").status_code == 302


def test_a_session_is_a_row_of_its_own_firm(
    firm: Firm, other_firm: Firm, laura: User
) -> None:
    with scope.scope(firm):
        key = stored(laura).session_key
    with scope.scope(other_firm):
        there = Session.objects.filter(session_key=key).exists()
    with scope.public():
        above = Session.objects.filter(session_key=key).exists()

    assert not there
    assert not above


def test_a_row_in_another_firms_schema_is_no_session(
    firm: Firm, other_firm: Firm, laura: User
) -> None:
    with scope.scope(firm):
        row = stored(laura).row
        assert row is not None
        key, data = row.session_key, row.session_data
    with scope.scope(other_firm):
        twin = UserFactory()
        copy = stored(twin)
        Session.objects.filter(user=twin).update(session_key=key, session_data=data)

        assert SessionStore(key).get(SESSION_KEY) is None
        assert copy.session_key != key


def test_a_new_key_for_the_same_person_does_not_begin_anew(
    firm: Firm, laura: User
) -> None:
    with scope.scope(firm):
        store = stored(laura)
        begun, key = store.row.began_at, store.session_key  # type: ignore[union-attr]

        with time_machine.travel(begun + timedelta(hours=2), tick=False):
            store.cycle_key()
            store.save()

        row = Session.objects.get(user=laura)
        assert row.session_key != key
        assert row.began_at == begun


def test_after_the_end_the_same_person_begins_anew(firm: Firm, laura: User) -> None:
    with scope.scope(firm):
        store = stored(laura)
        begun = store.row.began_at  # type: ignore[union-attr]

        with time_machine.travel(begun + timedelta(hours=2), tick=False):
            store.flush()
            store[SESSION_KEY] = str(laura.pk)
            store.save()

        assert Session.objects.get(user=laura).began_at == begun + timedelta(hours=2)


@pytest.mark.parametrize(("seconds", "updates"), [(59, 0), (61, 1)])
def test_being_seen_costs_one_update_a_minute(
    firm: Firm, laura: User, seconds: int, updates: int
) -> None:
    with scope.scope(firm):
        store = stored(laura)

        with CaptureQueriesContext(connection) as queries:
            store.seen(timezone.now() + timedelta(seconds=seconds))

    assert len(queries) == updates


def test_sessions_whose_time_is_over_are_forgotten_everywhere(
    firm: Firm, other_firm: Firm, laura: User
) -> None:
    with scope.scope(firm):
        stored(laura)
    with scope.scope(other_firm):
        stored(UserFactory())
    with scope.public():
        SessionStore().save()

    kept = tasks.forget()
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        forgotten = tasks.forget()

    assert (kept, forgotten) == (0, 3)


def test_they_are_forgotten_in_batches(
    firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "BATCH", 2)
    with scope.scope(firm):
        for _ in range(3):
            SessionStore().save()
        at = timezone.now() + timedelta(days=1)

        assert [sessions.forget_over(at) for _ in range(3)] == [2, 1, 0]


def test_ending_them_leaves_other_peoples_alone(
    firm: Firm, laura: User, as_user: Callable[..., HostClient]
) -> None:
    with scope.scope(firm):
        here = stored(laura).session_key
        stored(laura)
        other = stored(UserFactory()).session_key

        ended = sessions.end(laura, except_for=here)

        left = set(Session.objects.values_list("session_key", flat=True))
        assert (ended, left) == (1, {here, other})


def test_a_session_ends_with_its_person(firm: Firm, laura: User) -> None:
    with scope.scope(firm):
        stored(laura)

        laura.delete()

        assert not Session.objects.exists()
