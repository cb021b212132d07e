"""The filters of the log, and how long it is kept, as one fills them in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.history import keeping, queries, words
from portal.history.filters import Filters
from tenants.audit.models import ActorKind

ONE_YEAR = timedelta(days=366)


class FilterForm(forms.Form):
    """Words, person, kind of action, period, and from where. What makes no sense is
    left out."""

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

    kind = forms.ChoiceField(label=_("Kind of person"), required=False)
    address = forms.GenericIPAddressField(
        label=_("IP address"), required=False,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.data.get("who", "")
        people = [(str(key), name) for key, name in queries.people(besides=asked)]
        self._offer("who", _("Everybody"), people)
        self._offer("group", _("Everything"), words.GROUPS.items())
        self._offer("kind", _("All"), ActorKind.choices)

    def _offer(self, name: str, nothing: Any, choices: Iterable[Any]) -> None:
        self.fields[name].choices = [("", nothing), *choices]  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """What was chosen. Words are looked for in one year, unless a day was chosen:
        no index knows parts of words, and one year's entries are read soon."""
        self.full_clean()
        chosen = dict(self.cleaned_data)
        if self.is_cut:
            chosen["first"] = timezone.localdate() - ONE_YEAR
        return Filters(**chosen)

    @property
    def is_cut(self) -> bool:
        """Whether older entries are left out, though nobody said so."""
        chosen = self.cleaned_data
        return bool(chosen.get("q")) and not chosen.get("first")


class TermForm(forms.Form):
    """How long the log is kept. `at` is now: the choices say what is older."""

    years = forms.TypedChoiceField(
        label=_("Keep entries for"), coerce=int, widget=forms.RadioSelect()
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["years"].choices = keeping.choices(at=at)  # type: ignore[attr-defined]
