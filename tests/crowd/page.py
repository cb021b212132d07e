"""A list, as somebody of the cast asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection
from django.urls import reverse

from tests.cast import key

MOST = 11  # statements of a list or a search: "under 12"
MOST_OF_ONE = (
    24  # of the page of one case or contact, with a small list of each feature
)


@dataclass(frozen=True, kw_only=True)
class Page:
    """`name` is that of the address and `thing` a key of tests/cast.py, where the
    address takes one; `sent` makes it a POST, for a search that is no address."""

    what: str
    name: str
    who: str = "Laura"
    thing: str = ""
    query: str = ""
    few: str = ""  # in place of `query` in a small firm, whose pages end sooner
    sent: Mapping[str, str] = field(default_factory=dict)
    most: int = MOST

    def address(self, *, is_small: bool = False) -> str:
        """The path with its query."""
        keys = {"pk": key(self.thing)} if self.thing else {}
        path = reverse(self.name, settings.FIRM_URLCONF, kwargs=keys)
        query = (is_small and self.few) or self.query
        return f"{path}?{query}" if query else path


def run(statement: str, **values: object) -> None:
    """One statement in the firm's schema. A percent sign in it is written twice."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
