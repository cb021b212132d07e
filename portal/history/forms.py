"""The filters of the log, as one fills them in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.history import queries, words
from portal.history.filters import Filters


class FilterForm(forms.Form):
    """Words, person, kind of action and period. What makes no sense is left out."""

    q = forms.CharField(
        label=_("Search"), required=False, max_length=100,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    who = forms.TypedChoiceField(label=_("Who"), required=False, empty_value=None)
    group = forms.ChoiceField(label=_("What"), required=False)
    about = forms.UUIDField(required=False, widget=forms.HiddenInput)
    first = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput({"type": "date"})
    )
    last = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput({"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(key), name) for key, name in queries.people()]
        self.fields["who"].choices = [("", _("Everybody")), *people]  # type: ignore[attr-defined]
        self.fields["group"].choices = [("", _("Everything")), *words.GROUPS.items()]  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """What was chosen."""
        self.full_clean()
        return Filters(**self.cleaned_data)
