"""What staff choose when they share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.cases.models import Party
from portal.documents.sharing.terms import Terms
from portal.people.days import today
from tenants import scope

ALL, CHOSEN = "all", "chosen"
LONGEST = timedelta(days=3650)


class SharingForm(forms.Form):
    """Who, until when, and how. `parties` are the clients of the case."""

    who = forms.ChoiceField(
        label=gettext_lazy("Who sees it"),
        choices=[
            (ALL, gettext_lazy("All clients of the case, also those who come later")),
            (CHOSEN, gettext_lazy("Only those whom I tick")),
        ],
        initial=ALL,
        widget=forms.RadioSelect(),
    )
    until = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The last day. Empty: until you stop sharing."),
    )
    view_only = forms.BooleanField(
        label=gettext_lazy("View only: the file itself cannot be downloaded"),
        required=False,
    )

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = {str(each.pk): each for each in parties}
        self.ticked = self.data.getlist("party") if self.is_bound else []  # type: ignore[attr-defined]

    def clean_until(self) -> date | None:
        """Not a day that is over, and none that nobody means."""
        day: date | None = self.cleaned_data["until"]
        if day is None:
            return None
        if day < today():
            raise ValidationError(_("This day is over. Choose a later one."))
        if day > today() + LONGEST:
            raise ValidationError(_("Choose a day within ten years, or none."))
        return day

    def clean(self) -> None:
        """Chosen ones must be clients of this case."""
        if self.cleaned_data.get("who") == CHOSEN and not self.chosen:
            raise ValidationError(_("Tick at least one client."))

    @property
    def chosen(self) -> frozenset[UUID] | None:
        """The clients' parts in the case; None is all of them."""
        if self.cleaned_data.get("who") != CHOSEN:
            return None
        return frozenset(UUID(each) for each in self.ticked if each in self.parties)

    @property
    def terms(self) -> Terms:
        """What was chosen."""
        return Terms(
            parties=self.chosen,
            may_download=not self.cleaned_data["view_only"],
            expires_at=_end_of(self.cleaned_data["until"]),
        )


def _end_of(day: date | None) -> datetime | None:
    """Midnight after the day, where the firm is."""
    if day is None:
        return None
    zone = ZoneInfo(scope.current_firm().time_zone)
    return datetime.combine(day + timedelta(days=1), time.min, zone)
