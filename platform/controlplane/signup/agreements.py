"""What a firm accepts: the terms, and the processor agreement of GDPR article 28.

A version is the date on which its text came into force. A sign-up records the versions
that were accepted, so a text is never edited: a new one is a new date with a new
template, and the older pages stay where they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Agreement:
    """One text in its versions, oldest first."""

    name: str
    title: str | Promise
    versions: tuple[date, ...]

    @property
    def current(self) -> date:
        """The version in force."""
        return self.versions[-1]

    def template(self, version: date) -> str:
        """The template of a version's text."""
        return f"signup/agreements/{self.name}-{version.isoformat()}.html"


TERMS = Agreement("terms", _("Terms of service"), (date(2026, 11, 1),))
PROCESSING = Agreement(
    "processor_agreement", _("Processor agreement"), (date(2026, 11, 1),)
)
