"""The lines of a file that are not imported, as a file for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from portal.people.importing import problems
from portal.people.models import ImportProblem
from portal.people.sheet import harmless


def answer(rows: Iterable[ImportProblem]) -> HttpResponse:
    """One row for each problem: the line, its column, what stands there, what to do."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="import-problems.csv"'
    response.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer = csv.writer(response)
    writer.writerow([_("Line"), _("Column"), _("Value"), _("What to do")])
    for row in rows:
        cells = (str(row.line), row.column, row.value, problems.words(row))
        writer.writerow(harmless(cells))
    return response
