"""The list of all firms, on a page and as CSV."""

from __future__ import annotations

import io
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from controlplane.fleet import cells, columns, filters, rows, sheet
from controlplane.fleet.figures import figures
from controlplane.fleet.filters import Filter
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from tenants.models import Firm

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab with the number of firms behind it."""

    name: str
    label: str | Promise
    count: int


@requires(Permission.FLEET_VIEW)
@require_safe
def fleet(request: PortalRequest) -> HttpResponse:
    """The figures, and the firms of one tab that pass the filters."""
    at = timezone.now()
    wish = Wish(request)
    counts = filters.counts(at)
    pages = Paginator(wish.found(at, counts.unwell), PAGE_SIZE)
    if wish.is_whole_tab:
        pages.count = counts.tabs[wish.tab]  # instead of counting once more
    page = pages.get_page(request.GET.get("page"))
    shown = cast("QuerySet[Any]", page.object_list)
    page.object_list = rows.of_page(shown, at)
    context = {
        "figures": figures(counts, at),
        "tabs": [
            Tab(name, label, counts.tabs[name]) for name, label in filters.TABS.items()
        ],
        "tab": wish.tab,
        "query": wish.query,
        "sort": wish.sort,
        "filter": wish.filter,
        "chosen": wish.filter.chosen(),
        "headings": columns.headings(wish.sort),
        "page_obj": page,
        "cells": cells.of(page.object_list, at),
    }
    return render(request, "fleet/list.html", context)


@requires(Permission.FLEET_VIEW)
@require_safe
def fleet_csv(request: PortalRequest) -> HttpResponse:
    """All firms of the list that was seen, in its order."""
    at = timezone.now()
    file = io.StringIO(newline="")
    wish = Wish(request)
    unwell = filters.unwell(at) if wish.needs_unwell else frozenset()
    sheet.write(rows.of_all(wish.found(at, unwell), at), file)
    name = f"fleet-{at:%Y-%m-%d}.csv"
    return HttpResponse(
        file.getvalue().encode(
            "utf-8-sig"
        ),  # the mark tells a spreadsheet the encoding
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


class Wish:
    """Which firms the address asks for, and in which order."""

    def __init__(self, request: PortalRequest) -> None:
        asked = request.GET
        self.query = asked.get("q", "").strip()
        self.tab = filters.tab_of(asked.get("state", ""), is_search=bool(self.query))
        self.sort = columns.known(asked.get("sort", ""))
        self.filter = Filter(asked)

    @property
    def is_whole_tab(self) -> bool:
        """Whether no search and no filter leaves anything out."""
        return not (self.query or self.filter.chosen())

    @property
    def needs_unwell(self) -> bool:
        """Whether it matters which firms need a person."""
        return self.tab == "attention" or self.sort.endswith("attention")

    def found(self, at: datetime, unwell: Collection[UUID]) -> QuerySet[Any]:
        """The firms with all that a row shows."""
        firms = filters.in_tab(Firm.objects.all(), self.tab, unwell)
        firms = filters.matching(self.filter.passing(firms, at), self.query)
        return columns.sort(rows.annotate(firms), self.sort, unwell)
