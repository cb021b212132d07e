"""A prevention that is taken out, and what it takes to do so.

    @sabotage("cache keys", noticed_by="tests/tenants/test_cache.py::test_...")
    def keys_name_no_schema(hands: Hands) -> None:
        "The schema in front of each key."

The first words are those of the row in docs/security.md, the docstring says what is
taken out.
"""

from __future__ import annotations

import inspect
import sys
import textwrap
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import FunctionType, TracebackType
from typing import Any, Self

import psycopg
import pytest
from django.db import connection
from django.test import override_settings

from tests import stack
from tests.conftest import SharedHandler

OURS = ("config", "controlplane", "infra", "portal", "provisioning", "tenants", "tests")


class Hands:
    """What a saboteur works with. Everything is put back in the end."""

    def __init__(self) -> None:
        self.patch = pytest.MonkeyPatch()
        self.after = ExitStack()

    def __enter__(self) -> Self:
        SharedHandler.made = None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.patch.undo()
        self.after.close()
        SharedHandler.made = None

    def replace(self, original: Any, by: Any) -> None:
        """Put something else wherever a module of ours knows this function."""
        for name, module in list(sys.modules.items()):
            if name.partition(".")[0] in OURS and module is not None:
                for known, value in list(vars(module).items()):
                    if value is original:
                        self.patch.setattr(module, known, by)

    def put(self, owner: Any, name: str, by: Any) -> None:
        """Put something else in the place of a method, or of anything in a module."""
        self.patch.setattr(owner, name, by)

    def rewrite(self, function: Any, before: str, after: str) -> None:
        """A function of a module with a few words of its source changed."""
        self.replace(function, rewritten(function, before, after))

    def rewrite_method(self, owner: Any, name: str, before: str, after: str) -> None:
        """The same for a method; one without `super()`."""
        self.put(owner, name, rewritten(vars(owner)[name], before, after))

    def setting(self, name: str, value: Any) -> None:
        """Another setting."""
        self.after.enter_context(override_settings(**{name: value}))

    def no_middleware(self, name: str) -> None:
        """Requests pass this one by."""
        from django.conf import settings  # noqa: PLC0415  (as it is at this moment)

        left = [each for each in settings.MIDDLEWARE if each != name]
        assert len(left) < len(settings.MIDDLEWARE), name
        self.setting("MIDDLEWARE", left)

    def no_condition(self, name: str) -> None:
        """The gate does not ask this one."""
        from django.conf import settings  # noqa: PLC0415  (as it is at this moment)

        left = [each for each in settings.GATE_CONDITIONS if each != name]
        assert len(left) < len(settings.GATE_CONDITIONS), name
        self.setting("GATE_CONDITIONS", left)

    def sql(self, *statements: str, undo: tuple[str, ...] = ()) -> None:
        """Change the database of this process, as its superuser. `undo` is for what the
        whole cluster shares; the rest is put back by a fresh copy."""
        connection.close()
        self.after.callback(_renew)
        if undo:
            self.after.callback(_run, undo)
        _run(statements)


def rewritten(function: Any, before: str, after: str) -> Any:
    """The function anew, decorators and all.

    Fails when the words are not there, so that no sabotage outlives its line.
    """
    plain: FunctionType = inspect.unwrap(function)
    source = textwrap.dedent(inspect.getsource(plain))
    assert source.count(before) == 1, f"{plain.__qualname__} has not once: {before}"
    flags = annotations.compiler_flag
    code = compile(source.replace(before, after), __file__, "exec", flags)
    made: dict[str, Any] = {}
    exec(code, plain.__globals__, made)  # noqa: S102  (our own source, changed)
    return made[plain.__name__]


def _run(statements: tuple[str, ...]) -> None:
    dsn = stack.address().superuser_dsn(stack.database())
    with psycopg.connect(dsn, autocommit=True) as superuser:
        for statement in statements:
            superuser.execute(statement.encode())


def _renew() -> None:
    connection.close()
    stack.renew_database()


TakeOut = Callable[[Hands], None]


@dataclass(frozen=True, kw_only=True)
class Sabotage:
    """One prevention, how it is taken out, and the tests of which one must fail."""

    way_in: str
    name: str
    what: str
    tests: tuple[str, ...]
    take_out: TakeOut = field(repr=False)


SABOTAGES: list[Sabotage] = []


def sabotage(way_in: str, *, noticed_by: str | list[str]) -> Callable[[TakeOut], None]:
    """Keep a sabotage for this row of docs/security.md."""
    tests = (noticed_by,) if isinstance(noticed_by, str) else tuple(noticed_by)

    def keep(take_out: TakeOut) -> None:
        name = take_out.__name__
        what = (take_out.__doc__ or "").strip().rstrip(".")
        SABOTAGES.append(
            Sabotage(
                way_in=way_in, name=name, what=what, tests=tests, take_out=take_out
            )
        )

    return keep
