"""No row of one firm is ever seen in another; and the experiment can tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection, connections
from django.db.backends.utils import CursorDebugWrapper, CursorWrapper

from tenants import scope
from tenants.database.base import DatabaseWrapper
from tenants.models import Firm
from tests import stack
from tests.isolation import wrong_firm

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

STEPS = 20_000
STEPS_TO_FAIL = 1_000


@pytest.fixture
def both(firm: Firm, other_firm: Firm) -> list[Firm]:
    for one in (firm, other_firm):
        wrong_firm.plant(one)
    return [firm, other_firm]


@pytest.fixture
def kill() -> Iterator[Callable[[int], None]]:
    dsn = stack.address().superuser_dsn("postgres")
    with psycopg.connect(dsn, autocommit=True) as superuser:
        yield lambda pid: superuser.execute("SELECT pg_terminate_backend(%s)", [pid])


def test_no_wrong_row_in_20_000_steps(
    both: list[Firm], kill: Callable[[int], None]
) -> None:
    counts = wrong_firm.run(both, steps=STEPS, seed=1, kill=kill)

    assert counts["wrong"] == 0
    assert counts["right"] > STEPS * 0.7
    assert counts["Mishap"] > 0
    assert counts["OperationalError"] > 0


def test_no_wrong_row_with_a_pool_of_connections(
    both: list[Firm], kill: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    monkeypatch.setitem(
        connection.settings_dict["OPTIONS"], "pool", {"min_size": 1, "max_size": 4}
    )
    try:
        counts = wrong_firm.run(both, steps=STEPS_TO_FAIL, seed=2, kill=kill)
    finally:
        connection.close()
        connection.close_pool()

    assert counts["wrong"] == 0
    assert counts["right"] > STEPS_TO_FAIL * 0.5


def forget_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rollback does not make the backend doubt what it set."""

    def remembering(method: str) -> None:
        original = getattr(DatabaseWrapper, method)

        def keep(self: DatabaseWrapper, *args: Any) -> Any:
            entered = self._entered
            try:
                return original(self, *args)
            finally:
                self._entered = entered

        monkeypatch.setattr(DatabaseWrapper, method, keep)

    remembering("rollback")
    remembering("savepoint_rollback")


def share_one_scope(monkeypatch: pytest.MonkeyPatch) -> None:
    """The firm is kept in the process instead of the context."""

    class Shared:
        value: scope.Scope | None = None

        def get(self) -> scope.Scope | None:
            return self.value

        def set(self, value: scope.Scope | None) -> scope.Scope | None:
            before, self.value = self.value, value
            return before

        def reset(self, before: scope.Scope | None) -> None:
            self.value = before

    monkeypatch.setattr(scope, "_current", Shared())
    monkeypatch.setattr(scope, "_same", lambda one, other: True)


def follow_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection stays with the firm that it met first."""
    original = DatabaseWrapper._follow

    def once(self: DatabaseWrapper, wanted: scope.Scope, cursor: Any) -> None:
        if self._entered is None:
            original(self, wanted, cursor)

    monkeypatch.setattr(DatabaseWrapper, "_follow", once)


def unbound_cursors(monkeypatch: pytest.MonkeyPatch) -> None:
    """A half-read cursor answers in whichever scope reads on."""
    monkeypatch.setattr(
        DatabaseWrapper, "make_cursor", lambda self, cursor: CursorWrapper(cursor, self)
    )
    monkeypatch.setattr(
        DatabaseWrapper,
        "make_debug_cursor",
        lambda self, cursor: CursorDebugWrapper(cursor, self),
    )


@pytest.mark.parametrize(
    "take_out", [forget_nothing, share_one_scope, follow_only_once, unbound_cursors]
)
def test_without_the_prevention_wrong_rows_are_found(
    take_out: Callable[[pytest.MonkeyPatch], None],
    both: list[Firm],
    kill: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    take_out(monkeypatch)

    counts = wrong_firm.run(both, steps=STEPS_TO_FAIL, seed=3, kill=kill)
    connections.close_all()

    assert counts["wrong"] > 0
