"""Patterns of references: `{year}/{number:4}` makes `2026/0001`.

A pattern is text with fields in braces. It has the number exactly once; where numbers
begin again each year it has the year too, or references would come back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tenants.errors import DomainError

FIELD = re.compile(r"\{(?P<name>[a-z]+)(:(?P<width>[1-9]))?\}")
TEXT = re.compile(r"[\w /.\-]*")
FIELDS = ("year", "yy", "area", "number")
NO_AREA = "GEN"
LONGEST = 40  # what a reference may be


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """What a reference is made of."""

    year: int
    number: int
    area: str = NO_AREA


def written(pattern: str, numbered: Numbered) -> str:
    """The reference that this pattern makes."""
    values: Mapping[str, str] = {
        "year": str(numbered.year),
        "yy": f"{numbered.year % 100:02}",
        "area": numbered.area,
        "number": str(numbered.number),
    }

    def value(found: re.Match[str]) -> str:
        return values[found["name"]].zfill(int(found["width"] or 0))

    return FIELD.sub(value, pattern)


def checked(pattern: str, *, restarts: bool) -> str:
    """The pattern without space around it. Raises DomainError when it cannot work."""
    pattern = pattern.strip()
    fields = [found["name"] for found in FIELD.finditer(pattern)]
    _refuse_unknown(pattern, fields)
    if fields.count("number") != 1:
        raise DomainError(
            _("Put {number} in the pattern, once: without it all cases get the same.")
        )
    if restarts and not {"year", "yy"} & set(fields):
        raise DomainError(
            _(
                "Numbers begin again each year, so the pattern needs {year} or {yy}: "
                "else next year's references are those of this year."
            )
        )
    longest = written(pattern, Numbered(year=2026, number=999_999, area="W" * 8))
    if len(longest) > LONGEST:
        raise DomainError(_("References would be too long: at most 40 signs."))
    return pattern


def _refuse_unknown(pattern: str, fields: list[str]) -> None:
    rest = FIELD.sub("", pattern)
    unknown = [name for name in fields if name not in FIELDS]
    if unknown or not TEXT.fullmatch(rest):
        raise DomainError(
            _(
                "Use letters, digits, spaces, / . - and these: {year}, {yy}, {area}, "
                "{number}, {number:4}."
            )
        )
