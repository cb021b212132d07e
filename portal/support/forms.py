"""For how long a visit is allowed."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

HOURS = [
    (1, _("1 hour")),
    (8, _("8 hours")),
    (24, _("24 hours")),
    (72, _("3 days")),
]


class GrantForm(forms.Form):
    """One of four lengths; the shortest is proposed."""

    hours = forms.TypedChoiceField(
        label=_("For how long?"),
        choices=HOURS,
        coerce=int,
        initial=1,
        widget=forms.RadioSelect,
    )

    @property
    def duration(self) -> timedelta:
        """What was chosen, once the form is valid."""
        return timedelta(hours=self.cleaned_data["hours"])
