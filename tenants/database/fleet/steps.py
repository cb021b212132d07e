"""What a plan consists of: statements for every firm, and work that is not SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from tenants.contenttypes import CachePerSchema
from tenants.database import dump
from tenants.database.fleet import sending

# Foreign keys are checked at the end of a transaction, and a table with a check that
# waits cannot be altered. In Django each migration is a transaction of its own.
CHECK_NOW = ("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED")


class Step(Protocol):
    """A part of a plan, for one firm after the other."""

    def run(self, schema: str) -> None:
        """Do it in this schema, whose owner's scope and transaction are entered."""

    def lines(self) -> list[str]:
        """What it does, for a person."""


@dataclass(frozen=True)
class Statements:
    """SQL without a schema's name, or with `dump.PLACEHOLDER` in its place."""

    statements: tuple[str, ...]

    def run(self, schema: str) -> None:
        """Send all of it in one go."""
        sending.send(self.for_schema(schema))

    def for_schema(self, schema: str) -> list[str]:
        """The statements as they are sent."""
        return [each.replace(dump.PLACEHOLDER, schema) for each in self.statements]

    def lines(self) -> list[str]:
        """The statements."""
        return list(self.statements)


@dataclass(frozen=True)
class Work:
    """An operation that is more than SQL: a data function, mostly.

    The states are rendered once for the whole group; rendering them for each firm is
    most of what Django's executor does. What Django keeps in them between firms is the
    cache of content types, which therefore has a part for each schema.
    """

    operation: Operation
    app_label: str
    before: ProjectState
    after: ProjectState

    def run(self, schema: str) -> None:
        """Let the operation do it by itself; CHECK_NOW must follow, for its rows."""
        self._keep_content_types_apart()
        with connection.schema_editor(atomic=False) as editor:
            self.operation.database_forwards(
                self.app_label, editor, self.before, self.after
            )

    def lines(self) -> list[str]:
        """Its description, as the executor shows it."""
        return [f"-- firm by firm: {self.operation.describe()} ({self.app_label})"]

    def _keep_content_types_apart(self) -> None:
        for state in (self.before, self.after):
            manager: Any = _content_types(state)
            if manager and not isinstance(manager._cache, CachePerSchema):
                manager._cache = CachePerSchema()


def _content_types(state: ProjectState) -> Any:
    if ("contenttypes", "contenttype") not in state.models:
        return None
    return state.apps.get_model("contenttypes", "ContentType").objects
