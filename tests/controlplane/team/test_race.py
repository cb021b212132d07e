"""Two administrators who close each other's account leave one."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from controlplane.team import actions
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.errors import DomainError
from tests import operators


@pytest.mark.django_db(transaction=True)
def test_one_administrator_is_left() -> None:
    with scope.public():
        jan, lena = operators.make(name="Jan"), operators.make(name="Lena")
    start, refused = Barrier(2), []

    def close(operator: User, by: User) -> None:
        with scope.public():
            start.wait()
            try:
                actions.close(operator, by=by, at=timezone.now(), reason="A quarrel")
            except DomainError as refusal:
                refused.append(refusal)
        connection.close()

    threads = [Thread(target=close, args=pair) for pair in ((jan, lena), (lena, jan))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with scope.public():
        left = User.objects.filter(role=Role.ADMIN, is_active=True).count()
    assert (left, len(refused)) == (1, 1)
