"""Two firms prove the same name in the same moment: exactly one has it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from tenants import scope
from tenants.domains import claims, verdicts
from tenants.domains.models import PROVEN, Claim, ClaimState
from tenants.models import Domain, Firm
from tests import firms
from tests.tenants.domains.reports import RIGHT

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ROUNDS = 8

pytestmark = pytest.mark.django_db(transaction=True)


def both() -> list[Firm]:
    return [Firm.objects.get(pk=key) for key in (firms.PEETERS, firms.DEVRIES)]


def test_one_of_two_wins_each_time() -> None:
    for number in range(ROUNDS):
        host = f"portal{number}.example.be"
        with scope.public():
            made = [claims.claim(each, host, by=None, at=NOW) for each in both()]
        barrier = Barrier(2)

        def prove(key: UUID, barrier: Barrier = barrier) -> None:
            try:
                with scope.public():
                    barrier.wait(timeout=10)
                    verdicts.settle(key, RIGHT, at=NOW)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(prove, [each.pk for each in made]))

        with scope.public():
            states = Claim.objects.filter(host=host).values_list("state", flat=True)
            assert sorted(states) == [ClaimState.LOST, ClaimState.VERIFIED]
            assert Domain.objects.filter(domain=host).count() == 1


@pytest.mark.parametrize("state", PROVEN)
def test_the_database_itself_refuses_two(state: ClaimState) -> None:
    with scope.public():
        for firm in both():
            claims.claim(firm, "portal.example.be", by=None, at=NOW)
        first, second = Claim.objects.filter(host="portal.example.be")
        Claim.objects.filter(pk=first.pk).update(state=ClaimState.OWNED)

        with pytest.raises(IntegrityError), transaction.atomic():
            Claim.objects.filter(pk=second.pk).update(state=state)
