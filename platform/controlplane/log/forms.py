"""The filters of the log, as one fills them in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from controlplane.frame import words
from controlplane.log import queries
from controlplane.log.filters import Filters


class FilterForm(forms.Form):
    """Actor, action, firm and period. What makes no sense is left out."""

    actor = forms.TypedChoiceField(label=_("Who"), required=False, empty_value=None)
    action = forms.ChoiceField(label=_("What"), required=False)
    firm = forms.UUIDField(required=False, widget=forms.HiddenInput)
    first = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput({"type": "date"})
    )
    last = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput({"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actors = [(str(key), name) for key, name in queries.actors()]
        codes = [(code, words.action(code)) for code in queries.actions()]
        codes.sort(key=lambda each: each[1].lower())
        self.fields["actor"].choices = [("", _("Everybody")), *actors]  # type: ignore[attr-defined]
        self.fields["action"].choices = [("", _("Everything")), *codes]  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """What was chosen."""
        self.full_clean()
        return Filters(**self.cleaned_data)
