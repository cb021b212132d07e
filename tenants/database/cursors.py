"""Cursors that answer only in the scope in which they were made."""

from __future__ import annotations

from typing import Any

from django.db.backends.utils import CursorDebugWrapper, CursorWrapper

from tenants import scope


class _BoundToScope:
    """Refuses to execute or fetch for a firm other than the one it was made for.

    A half-read cursor that escapes its scope, in a generator for example, would
    otherwise hand one firm's rows to the next.
    """

    def __init__(self, cursor: Any, db: Any) -> None:
        super().__init__(cursor, db)  # type: ignore[call-arg]
        self._schema = scope.current().schema

    def _execute_with_wrappers(self, *args: Any, **kwargs: Any) -> Any:
        self._check()
        return super()._execute_with_wrappers(*args, **kwargs)  # type: ignore[misc]

    def __iter__(self) -> Any:
        self._check()
        return super().__iter__()  # type: ignore[misc]

    def fetchone(self) -> Any:
        """One row, or None."""
        self._check()
        return self.__getattr__("fetchone")()  # type: ignore[attr-defined]

    def fetchmany(self, *args: Any, **kwargs: Any) -> Any:
        """Some rows."""
        self._check()
        return self.__getattr__("fetchmany")(*args, **kwargs)  # type: ignore[attr-defined]

    def fetchall(self) -> Any:
        """All rows that are left."""
        self._check()
        return self.__getattr__("fetchall")()  # type: ignore[attr-defined]

    def _check(self) -> None:
        if scope.current().schema != self._schema:
            raise scope.SecondFirm("This cursor belongs to another firm.")


class ScopedCursor(_BoundToScope, CursorWrapper):
    """The usual cursor."""


class ScopedDebugCursor(_BoundToScope, CursorDebugWrapper):
    """The cursor of those who log or count queries."""
