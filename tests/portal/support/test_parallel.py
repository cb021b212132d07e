"""However many come with one pass at the same moment, one of them gets in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from portal.support import actions
from provisioning.support.models import Visit
from tenants import scope
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.models import Firm
from tests import visits

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 40


def test_of_parallel_uses_exactly_one_gets_in(granted: Visit, firm: Firm) -> None:
    token, barrier = visits.token(granted), Barrier(THREADS)

    with ThreadPoolExecutor(THREADS) as pool:
        tries = [pool.submit(use, token, firm, barrier) for _ in range(THREADS)]
        entered = sum(each.result() for each in tries)

    assert entered == 1
    with scope.scope(firm):
        assert Entry.objects.filter(action="support.entered").count() == 1


def use(token: str, firm: Firm, barrier: Barrier) -> bool:
    try:
        with scope.scope(firm):
            connection.ensure_connection()
            barrier.wait(timeout=60)
            actions.enter(token, at=timezone.now())
    except DomainError:
        return False
    else:
        return True
    finally:
        connection.close()
