"""However many redeem an invitation at the same moment, one of them gets in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from portal.access import actions
from portal.access.problems import InvitationUsed
from tenants import scope
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.portal.access.conftest import NOW, invite_tom
from tests.thorough import times

THREADS = 50
ROUNDS = 4
TRIES = times(1_000, all_of=10_000)


@pytest.mark.django_db(transaction=True)
def test_of_parallel_redemptions_exactly_one_gets_in(firm: Firm) -> None:
    with scope.scope(firm):
        tokens = [
            invite_tom(by=None, email=f"tom{number}@example.com").token
            for number in range(ROUNDS)
        ]

    with ThreadPoolExecutor(THREADS) as pool:
        barrier = Barrier(THREADS)
        tries = [pool.submit(redeem_all, tokens, firm, barrier) for _ in range(THREADS)]
        winners = [user for each in tries for user in each.result()]

    assert len(winners) == ROUNDS
    assert len({user.pk for user in winners}) == ROUNDS
    with scope.scope(firm):
        written = Entry.objects.filter(action="access.invitation_redeemed").count()
    assert written == ROUNDS


@pytest.mark.timeout(300)
@pytest.mark.django_db(transaction=True)
def test_of_very_many_tries_exactly_one_gets_in(firm: Firm) -> None:
    """Of ten thousand in `bin/bench chance`."""
    with scope.scope(firm):
        token = invite_tom(by=None).token

    with ThreadPoolExecutor(THREADS) as pool:
        barrier = Barrier(THREADS)
        again_and_again = [token] * (TRIES // THREADS)
        tries = [
            pool.submit(redeem_all, again_and_again, firm, barrier)
            for _ in range(THREADS)
        ]
        winners = [user for each in tries for user in each.result()]

    assert len(winners) == 1
    with scope.scope(firm):
        written = Entry.objects.filter(action="access.invitation_redeemed").count()
    assert written == 1


@pytest.mark.django_db(transaction=True)
def test_of_parallel_invitations_one_stays_open(firm: Firm) -> None:
    with scope.scope(firm):
        invite_tom(by=None)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: invite_in_a_thread(firm), range(8)))

    with scope.scope(firm):
        tom = User.objects.get(email="tom@example.com")
        assert tom.invitations.open(NOW).count() == 1


def redeem_all(tokens: list[str], firm: Firm, barrier: Barrier) -> list[User]:
    """Try each token when all threads are ready; those that let us in."""
    won = []
    try:
        with scope.scope(firm):
            connection.ensure_connection()
            for token in tokens:
                barrier.wait(timeout=60)
                try:
                    won.append(actions.redeem(token, at=NOW + timedelta(hours=1)))
                except InvitationUsed:
                    continue
    finally:
        connection.close()
    return won


def invite_in_a_thread(firm: Firm) -> None:
    try:
        with scope.scope(firm):
            invite_tom(by=None)
    finally:
        connection.close()
