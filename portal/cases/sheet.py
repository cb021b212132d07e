"""Cases as a file for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _

from portal.cases.models import Case
from portal.people.days import today
from portal.people.sheet import harmless
from tenants import audit
from tenants.accounts.models import User

MOST_ROWS = 20_000


@transaction.atomic
def note_export(*, rows: int, by: User, at: datetime) -> None:
    """Write down that somebody took so many cases."""
    audit.record("case.exported", None, by=by, at=at, rows=rows)


def answer(cases: Iterable[Case]) -> HttpResponse:
    """The cases, with their clients, as CSV (RFC 4180) in UTF-8 with the mark that
    Excel looks for."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"cases-{today().isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    csv.writer(response).writerows([_head(), *map(_row, cases)])
    return response


def _head() -> list[str]:
    return [
        *(_("Reference"), _("Title"), _("Title for the client"), _("Practice area")),
        *(_("Responsible"), _("Clients"), _("Opened on"), _("Closed on")),
        *(_("Clients read it until"), _("Kept until"), _("Legal hold")),
    ]


def _row(case: Case) -> list[str]:
    days = (case.closed_on, case.readable_until, case.retain_until)
    return list(
        harmless(
            (
                case.reference,
                case.title,
                case.client_title,
                case.area_name,
                case.responsible.name,
                "; ".join(case.clients),
                case.opened_on.isoformat() if case.opened_on else "",
                *(day.isoformat() if day else "" for day in days),
                case.hold_reason if case.legal_hold else "",
            )
        )
    )
