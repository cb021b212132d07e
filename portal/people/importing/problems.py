"""Why a line is not imported, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.people.models import ImportProblem

VALUE_LENGTH = 200
COLUMN_LENGTH = 100

MESSAGES: Mapping[str, Promise] = {
    "name": gettext_lazy("There is no name. Fill it in."),
    "cells": gettext_lazy(
        "There are more cells than headings. Put a text that holds the separator "
        "between quotation marks."
    ),
    "long": gettext_lazy("“%(value)s” is too long for %(column)s. Shorten it."),
    "kind": gettext_lazy(
        "“%(value)s” is neither “person” nor “organisation”. Type one of them, or "
        "leave it empty."
    ),
    "language": gettext_lazy(
        "“%(value)s” is not a language that we have. Type nl, fr, de or en, or leave "
        "it empty."
    ),
    "email": gettext_lazy(
        "“%(value)s” is not an e-mail address, such as name@example.com. Correct it."
    ),
    "phone": gettext_lazy(
        "“%(value)s” is not a telephone number. Type it with its area code, or with + "
        "and the country, such as +32 470 12 34 56."
    ),
    "enterprise_number": gettext_lazy(
        "“%(value)s” is not an enterprise number. It has ten digits; check them one by "
        "one."
    ),
    "vat_number": gettext_lazy(
        "“%(value)s” is not a VAT number. It begins with the country; check it digit "
        "by digit."
    ),
    "known": gettext_lazy("This contact is there already."),
    "twice": gettext_lazy("Line %(other)s says the same contact."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong in one line; or, with `is_known`, why there is nothing to do."""

    code: str
    column: str = ""
    value: str = ""
    is_known: bool = False
    contact: UUID | None = None
    other_line: int | None = None

    def row(self, job_id: UUID, line: int) -> ImportProblem:
        """As it is kept."""
        return ImportProblem(
            job_id=job_id,
            line=line,
            code=self.code,
            column=self.column[:COLUMN_LENGTH],
            value=self.value[:VALUE_LENGTH],
            is_known=self.is_known,
            contact=self.contact,
            other_line=self.other_line,
        )


def words(row: ImportProblem) -> str:
    """What a problem says to the person who reads."""
    message = MESSAGES.get(row.code)
    if message is None:
        return _("This line cannot be read.")
    return str(message) % {
        "value": row.value,
        "column": row.column,
        "other": row.other_line,
    }
