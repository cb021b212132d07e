"""Pages of a list that may be long: which rows first, what each shows afterwards.

OFFSET works out every column of the rows that it skips, also subqueries. So the keys of
a page are found without them, and only the page's own rows are fetched with all that
they show: the last page costs what the first one does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window

if TYPE_CHECKING:
    Rows = QuerySet[Any, Any]
    AnyPaginator = Paginator[Any]
else:
    AnyPaginator = Paginator

FARTHEST = 100_000  # what is typed into an address is no OFFSET yet


class Pages(AnyPaginator):
    """Pages of `found`, which is in order; `dressed` fetches what its rows show.

    Two queries: how many there are, and the page.
    """

    def __init__(
        self, found: Rows, per_page: int, *, dressed: Callable[[Any], Any]
    ) -> None:
        super().__init__(found, per_page)
        self.found, self.dressed = found, dressed

    def page(self, number: int | str) -> Page[Any]:
        """The page. Raises InvalidPage."""
        number = self.validate_number(number)
        if not self.count:
            return Page([], number, self)
        first = (number - 1) * self.per_page
        keys = self.found.values("pk")[first : first + self.per_page]
        rows = self.dressed(self._all().filter(pk__in=keys))
        ordered = rows.order_by(*self.found.query.order_by)
        return Page(ordered, number, self)

    def _all(self) -> Any:
        return self.found.model._default_manager.all()


class SearchPages(Pages):
    """The same for a search, which costs more than its rows: it is done once.

    Two queries: the keys of the page together with how many were found, and the page;
    one, when nothing was found.
    """

    def get_page(self, number: float | str | None) -> Page[Any]:
        """The page; the first or the last one in place of one that is not there."""
        wish = int(str(number)) if str(number).isdecimal() else 1
        if wish > FARTHEST:
            return super().get_page(number)
        first = (max(wish, 1) - 1) * self.per_page
        counted = self.found.annotate(found_in_all=Window(Count("*")))
        hits = counted.values_list("pk", "found_in_all")[first : first + self.per_page]
        keys = [key for key, _count in hits]
        if not keys and wish > 1:
            return super().get_page(number)
        self.count = next((count for _key, count in hits), 0)
        return Page(self._in_order(keys), max(wish, 1), self)

    def _in_order(self, keys: list[Any]) -> list[Any]:
        if not keys:
            return []
        rows = {row.pk: row for row in self.dressed(self._all().filter(pk__in=keys))}
        return [rows[key] for key in keys if key in rows]
