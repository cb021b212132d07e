"""Constraints go into CREATE TABLE, where they cost less than as changes afterwards.

pg_dump adds each one by an ALTER TABLE, after the data. On tables without data that is
a second visit to the catalog for every constraint, and a look for rows that break it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

_TABLE = re.compile(r"CREATE TABLE (?P<table>\S+) \(\n.*\n\)\Z", re.DOTALL)
_CONSTRAINT = re.compile(
    r"ALTER TABLE ONLY (?P<table>\S+)\s+ADD (?P<constraint>CONSTRAINT .*)\Z", re.DOTALL
)
_REFERENCE = re.compile(r"FOREIGN KEY .*? REFERENCES (?P<table>\S+?)\(", re.DOTALL)


@dataclass
class _Table:
    statement: str
    constraints: list[str] = field(default_factory=list)
    foreign: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def with_constraints(self, made: set[str]) -> str:
        """The table with the constraints that only need tables which are there."""
        ready = [
            key for table, keys in self.foreign.items() if table in made for key in keys
        ]
        lines = [self.statement.removesuffix("\n)"), *self.constraints, *ready]
        return ",\n    ".join(lines) + "\n)"


def fold(statements: list[str]) -> list[str]:
    """The same tables, each with its constraints, after those that it refers to.

    Where tables refer to each other in a circle, one foreign key stays a change.
    """
    tables = {
        found["table"]: _Table(one)
        for one in statements
        if (found := _TABLE.match(one))
    }
    rest = [one for one in statements if not _take(one, tables)]
    made: set[str] = set()
    folded, left = [], []
    for name in _in_order(tables):
        made.add(name)
        folded.append(tables[name].with_constraints(made))
        left += _left(name, tables[name], made)
    return [*folded, *left, *rest]


def _take(statement: str, tables: dict[str, _Table]) -> bool:
    """Whether the statement is a table, or a constraint that found its table."""
    if _TABLE.match(statement):
        return True
    found = _CONSTRAINT.match(statement)
    if found is None or found["table"] not in tables:
        return False
    table, constraint = tables[found["table"]], found["constraint"]
    if reference := _REFERENCE.search(constraint):
        table.foreign[reference["table"]].append(constraint)
    else:
        table.constraints.append(constraint)
    return True


def _in_order(tables: dict[str, _Table]) -> Iterator[str]:
    """Every table once, after those that it refers to."""
    seen: set[str] = set()

    def visit(name: str) -> Iterator[str]:
        if name in seen or name not in tables:
            return
        seen.add(name)
        for referred in tables[name].foreign:
            yield from visit(referred)
        yield name

    for name in tables:
        yield from visit(name)


def _left(name: str, table: _Table, made: set[str]) -> list[str]:
    return [
        f"ALTER TABLE ONLY {name} ADD {key}"
        for referred, keys in table.foreign.items()
        if referred not in made
        for key in keys
    ]
