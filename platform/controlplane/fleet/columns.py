"""The columns by which the fleet can be sorted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from controlplane.fleet import rows

DEFAULT = "name"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the address, its title, and what sorts it."""

    name: str
    title: str | Promise
    field: str
    is_number: bool = False
    is_first_high: bool = False  # the first press sorts from the highest


COLUMNS = (
    Column("name", _("Firm"), "name"),
    Column("state", _("State"), "state"),
    Column("plan", _("Plan"), "plan__position"),
    Column("release", _("Schema"), "release"),
    Column("certificate", _("Certificate"), "certificate_until"),
    Column("backup", _("Backup"), "last_backup_at", is_number=True),
    Column("clients", _("Clients"), "usage__clients", is_number=True,
           is_first_high=True),
    Column("activity", _("Activity"), "usage__last_activity_at", is_number=True,
           is_first_high=True),
    Column("attention", _("Attention"), "is_unwell", is_first_high=True),
    Column("created", _("Since"), "created_at", is_first_high=True),
)  # fmt: skip
_BY_NAME = {column.name: column for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's head: the address that sorts by it, and how it is sorted now."""

    name: str
    title: str | Promise
    sort: str
    direction: str  # for aria-sort: "ascending", "descending", or "" when not sorted
    is_number: bool


def choices() -> list[tuple[str, str | Promise]]:
    """For a select, where there are no heads of columns: a phone."""
    return [(_first(column), column.title) for column in COLUMNS]


def known(wish: str) -> str:
    """The wish ("name", "-clients") when there is such a column, else the default."""
    return wish if wish.removeprefix("-") in _BY_NAME else DEFAULT


def headings(sort: str) -> dict[str, Heading]:
    """The heads of all columns, for a list that is sorted like this."""
    return {column.name: _heading(column, sort) for column in COLUMNS}


def sort(firms: QuerySet[Any], wish: str, unwell: Collection[UUID]) -> QuerySet[Any]:
    """Sort rows that `rows.annotate` fetched; what is not known comes last."""
    column = _BY_NAME[wish.removeprefix("-")]
    if column.name == "attention":
        firms = rows.with_need(firms, unwell)
    field = F(column.field)
    is_down = wish.startswith("-")
    first = field.desc(nulls_last=True) if is_down else field.asc(nulls_last=True)
    return firms.order_by(first, "name", "slug")


def _heading(column: Column, sort: str) -> Heading:
    if sort.removeprefix("-") != column.name:
        return Heading(column.name, column.title, _first(column), "", column.is_number)
    is_down = sort.startswith("-")
    other = column.name if is_down else f"-{column.name}"
    direction = "descending" if is_down else "ascending"
    return Heading(column.name, column.title, other, direction, column.is_number)


def _first(column: Column) -> str:
    return f"-{column.name}" if column.is_first_high else column.name
