"""The plain text by which a case is found; see portal/people/finding.py for how."""

from __future__ import annotations

from portal.cases.models import Case
from portal.people import finding


def text(case: Case) -> str:
    """Reference, its digits alone (a number is searched without its signs), titles.

    Names of parties are searched in their contacts, which change by themselves.
    """
    digits = "".join(char for char in case.reference if char.isdigit())
    return finding.text_of([case.reference, digits, case.title, case.client_title])
