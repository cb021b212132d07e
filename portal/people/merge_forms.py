"""What staff choose when two contacts become one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.people import finding, merging
from portal.people.merging import ACCOUNT, LOSER, WINNER
from portal.people.models import Contact

TYPED = "typed"


class MergeForm(forms.Form):
    """A choice for each field in which both differ, and the name of who disappears."""

    def __init__(
        self, *args: Any, winner: Contact, loser: Contact, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.loser = loser
        for each in merging.differences(winner, loser):
            self._add(each.name, each.label, each.winner, each.loser)
        if merging.needs_account_choice(winner, loser):
            mine, theirs = (_account(each) for each in (winner, loser))
            self._add(
                ACCOUNT, _("Account that stays; the other one is closed"), mine, theirs
            )
        self.fields[TYPED] = forms.CharField(
            label=_("To go on, type the name of the contact that disappears: %(name)s")
            % {"name": loser.name},
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    @property
    def choices(self) -> dict[str, str]:
        """Whose counts, by field."""
        return {name: each for name, each in self.cleaned_data.items() if name != TYPED}

    def clean_typed(self) -> str:
        """The name, whatever its capitals and accents."""
        typed: str = self.cleaned_data[TYPED]
        if finding.plain(typed) != finding.plain(self.loser.name):
            raise ValidationError(
                _("This is not the name. Type %(name)s.") % {"name": self.loser.name}
            )
        return typed

    def _add(self, name: str, label: str, mine: str, theirs: str) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=[(WINNER, mine), (LOSER, theirs)],
            initial=None if name == ACCOUNT else WINNER,
            widget=forms.RadioSelect(),
        )


def _account(contact: Contact) -> str:
    user = contact.user
    return f"{user.name} ({user.email})" if user else ""
