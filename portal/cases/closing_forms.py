"""What staff choose when a case is closed, and about keeping it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy, ngettext

from portal.cases import queries
from portal.cases.models import Case
from portal.people.days import today

AS_FIRM, FOR_EVER = "", "always"
DAYS = (0, 30, 90, 180, 365)


def day_input() -> forms.DateInput:
    """A day, as browsers ask for it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def span(days: int | None) -> str:
    """For how long clients read a closed case, in words."""
    if days is None:
        return gettext("without an end")
    if days == 0:
        return gettext("not any more")
    words = ngettext("%(count)s day more", "%(count)s days more", days)
    return words % {"count": days}


class ClosingForm(forms.Form):
    """When a case was closed, and for how long its clients read it."""

    closed_on = forms.DateField(
        label=gettext_lazy("Closed on"), required=False, widget=day_input()
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["closed_on"].initial = today()
        rule = gettext("As the firm has it: %(days)s")
        self.fields["reading"] = forms.ChoiceField(
            label=gettext("Clients read it"),
            choices=[
                (AS_FIRM, rule % {"days": span(queries.rules().read_days)}),
                *((str(days), span(days)) for days in DAYS),
                (FOR_EVER, span(None)),
            ],
            required=False,
            widget=forms.RadioSelect(),
            initial=AS_FIRM,
            help_text=gettext(
                "They read what was shared, and can send nothing. You can change it "
                "later."
            ),
        )

    def clean_closed_on(self) -> date:
        """Today when nothing was typed; between the opening and today."""
        day: date = self.cleaned_data["closed_on"] or today()
        if day > today():
            raise forms.ValidationError(gettext("Choose today or an earlier day."))
        if self.case.opened_on and day < self.case.opened_on:
            raise forms.ValidationError(gettext("Choose a day after the opening."))
        return day

    @property
    def read_days(self) -> int | None:
        """How many days; None is as the firm has it, see `has_end`."""
        chosen = self.cleaned_data["reading"]
        return None if chosen in {AS_FIRM, FOR_EVER} else int(chosen)

    @property
    def has_end(self) -> bool:
        """Whether the reading ends at all."""
        return bool(self.cleaned_data["reading"] != FOR_EVER)


class WindowForm(forms.Form):
    """Until when the clients of a closed case read it."""

    until = forms.DateField(
        label=gettext_lazy("Clients read it until"),
        required=False,
        widget=day_input(),
        help_text=gettext_lazy(
            "The last day. Leave empty for no end; a day that is over ends it at once."
        ),
    )


class HoldForm(forms.Form):
    """Why a case is kept beyond its time."""

    reason = forms.CharField(
        label=gettext_lazy("Why it must be kept"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy(
            "For example: a claim against the firm, an inquiry. Only your own people "
            "read it."
        ),
    )
