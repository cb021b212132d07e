"""Contacts as a file for a spreadsheet. The import reads it back as it is."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.people import points
from portal.people.models import Contact, Means

MOST_ROWS = 20_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def answer(contacts: Iterable[Contact]) -> HttpResponse:
    """The contacts, with their points, as CSV (RFC 4180) in UTF-8 with the mark that
    Excel looks for."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="contacts-{day}.csv"'
    response.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    csv.writer(response).writerows([_head(), *map(_row, contacts)])
    return response


def harmless(cells: Iterable[str]) -> Iterator[str]:
    """A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    for cell in cells:
        yield f"'{cell}" if cell.startswith(FORMULA) else cell


def _head() -> list[str]:
    return [
        *(_("Kind"), _("Name"), _("E-mail address"), _("Phone number")),
        *(_("Further e-mail addresses"), _("Further telephone numbers")),
        *(_("Language"), _("Street and number"), _("Postal code"), _("Town")),
        *(_("Country"), _("Enterprise number"), _("VAT number")),
        *(_("Number in another program"), _("Notes")),
    ]


def _row(contact: Contact) -> list[str]:
    further = list(contact.points.all())
    return list(
        harmless(
            (
                contact.kind,
                contact.name,
                contact.email,
                contact.shown_phone,
                points.written(further, Means.EMAIL),
                points.written(further, Means.PHONE),
                contact.language,
                contact.street,
                contact.postal_code,
                contact.city,
                contact.country,
                contact.enterprise_number,
                contact.vat_number,
                contact.external_id,
                contact.notes,
            )
        )
    )
