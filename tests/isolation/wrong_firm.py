"""The wrong-firm experiment: threads that switch, fail, roll back and lose connections.

Each firm has one user with the same primary key, whose name is the firm's canary. Every
step reads it in one of many ways, in the scope of a random firm, and compares. A row is
wrong when its canary is not the scope's. Refusals (SecondFirm, NoScope, a lost
connection) are right answers: nothing was shown.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import Error, connection, transaction
from django.db.backends.utils import CursorDebugWrapper, CursorWrapper

from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.database.base import DatabaseWrapper
from tenants.models import Firm

SAME_KEYS = [
    UUID(int=UUID("01900000-0000-7000-8000-000000000001").int + n) for n in range(3)
]
SAME_KEY = SAME_KEYS[0]
THREADS = 8


class Mishap(Exception):  # noqa: N818
    """Something goes wrong in the middle of the work."""


def plant(firm: Firm) -> None:
    """Put the firm's canary where the other firm has its own."""
    with scope.scope(firm):
        for key in SAME_KEYS:
            User.objects.create(
                pk=key, email=f"{key}@example.be", name=canary(firm), role=Role.CLIENT
            )


def canary(firm: Firm) -> str:
    """A text that only this firm holds."""
    return f"canary of {firm.slug}"


def run(
    firms: list[Firm], *, steps: int, seed: int, kill: Callable[[int], None]
) -> Counter[str]:
    """Take so many steps in all; the counts of "right", "wrong" and each refusal."""
    each = steps // THREADS
    with ThreadPoolExecutor(THREADS) as pool:
        workers = [
            pool.submit(_work, firms, each, random.Random(seed + number), kill)
            for number in range(THREADS)
        ]
    return sum((worker.result() for worker in workers), Counter())


def _work(
    firms: list[Firm], steps: int, dice: random.Random, kill: Callable[[int], None]
) -> Counter[str]:
    counts: Counter[str] = Counter()
    for _ in range(steps):
        firm = dice.choice(firms)
        step = dice.choices(STEPS, WEIGHTS)[0]
        try:
            names = step(firm, firms, kill)
        except (Mishap, Error, psycopg.Error, scope.ScopeError) as refusal:
            counts[type(refusal).__name__] += 1
        else:
            for name in names:
                counts["right" if name == canary(firm) else "wrong"] += 1
    connection.close()
    return counts


Kill = Callable[[int], None]


def by_key(firm: Firm, firms: list[Firm], kill: Kill) -> list[str]:
    with scope.scope(firm):
        return [User.objects.get(pk=SAME_KEY).name]


def in_transaction(firm: Firm, firms: list[Firm], kill: Kill) -> list[str]:
    with transaction.atomic(), scope.scope(firm):
        return [user.name for user in User.objects.all()]


def with_savepoint(firm: Firm, firms: list[Firm], kill: Kill) -> list[str]:
    with scope.scope(firm), transaction.atomic():
        before = User.objects.get(pk=SAME_KEY).name
        try:
            with transaction.atomic():
                User.objects.update(name="changed")
                raise Mishap
        except Mishap:
            return [before, User.objects.get(pk=SAME_KEY).name]


def after_rollback(firm: Firm, firms: list[Firm], kill: Kill) -> list[str]:
    """The switch itself is rolled back, then the firm is asked again."""
    other = firms[0] if firm is firms[1] else firms[1]
    with scope.scope(other):
        User.objects.count()
    with scope.scope(firm):
        try:
            with transaction.atomic():
                User.objects.count()
                raise Mishap
        except Mishap:
            return [User.objects.get(pk=SAME_KEY).name]


def after_error(firm: Firm, firms: list[Firm], kill: Kill) -> list[str]:
    with scope.scope(firm):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT 1/0")
        except Error:
            pass
        return [User.objects.get(pk=SAME_KEY).name]


def two_in_one_transaction(firm: Firm, firms: list[Firm], kill: Kill) -> list[str]:
    with transaction.atomic():
        for one in firms:
            with scope.scope(one):
                User.objects.count()
        with scope.scope(firm):
            return [User.objects.get(pk=SAME_KEY).name]


def inner_switch_rolled_back(firm: Firm, firms: list[Firm], kill: Kill) -> list[str]:
    other = firms[0] if firm is firms[1] else firms[1]
    with transaction.atomic():
        with scope.scope(firm):
            User.objects.count()
        try:
            with transaction.atomic():
                with scope.scope(other):
                    User.objects.count()
                raise Mishap
        except Mishap:
            pass
        with scope.scope(firm):
            return [User.objects.get(pk=SAME_KEY).name]


def escaped_rows(firm: Firm, firms: list[Firm], kill: Kill) -> list[str]:
    """A generator of rows is begun for one firm and read for another."""
    other = firms[0] if firm is firms[1] else firms[1]
    with scope.scope(other):
        rows = User.objects.iterator(chunk_size=1)
        next(rows)
    with scope.scope(firm):
        return [user.name for user in rows]


def killed(firm: Firm, firms: list[Firm], kill: Kill) -> list[str]:
    with scope.scope(firm):
        User.objects.count()
        kill(connection.connection.info.backend_pid)
        try:
            return [User.objects.get(pk=SAME_KEY).name]
        finally:
            connection.close_if_unusable_or_obsolete()


def failing_view(firm: Firm, firms: list[Firm], kill: Kill) -> list[str]:
    with scope.scope(firm), transaction.atomic():
        User.objects.count()
        raise Mishap


STEPS = [
    by_key, in_transaction, with_savepoint, after_rollback, after_error,
    two_in_one_transaction, inner_switch_rolled_back, escaped_rows, killed,
    failing_view,
]  # fmt: skip
WEIGHTS = [30, 15, 8, 12, 8, 8, 8, 4, 1, 6]


# The preventions, each taken out; see also preventions/scopes.py.


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
