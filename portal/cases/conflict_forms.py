"""What staff type to search for conflicts without opening a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from portal.cases.conflicts import Sought
from portal.cases.models import PartyRole
from portal.people import numbers
from tenants.accounts.models import normalise_email


class ConflictForm(forms.Form):
    """Somebody, by anything that is known of him."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    number = forms.CharField(
        label=gettext_lazy("Enterprise number"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("On which side"),
        choices=[
            ("", gettext_lazy("Not said")),
            (PartyRole.CLIENT, PartyRole.CLIENT.label),
            (PartyRole.OPPOSING_PARTY, PartyRole.OPPOSING_PARTY.label),
        ],
        required=False,
        help_text=gettext_lazy("With a side, open cases on the other side come first."),
    )

    def clean_phone(self) -> str:
        """As numbers are kept."""
        return numbers.phone_or_as_typed(self.cleaned_data["phone"])

    def clean_number(self) -> str:
        """Ten digits."""
        typed = self.cleaned_data["number"]
        return numbers.enterprise_number(typed) if typed else ""

    def clean(self) -> dict[str, Any]:
        """Something must be known of him."""
        cleaned = super().clean() or self.cleaned_data
        asked = ("name", "email", "phone", "number")
        if not self.errors and not any(cleaned.get(name) for name in asked):
            raise ValidationError(gettext("Type a name, an address or a number."))
        return cleaned

    @property
    def sought(self) -> Sought:
        """The question."""
        typed = self.cleaned_data
        email = normalise_email(typed["email"]) if typed["email"] else ""
        return Sought(
            name=typed["name"],
            role=PartyRole(typed["role"]) if typed["role"] else None,
            emails=frozenset(filter(None, [email])),
            phones=frozenset(filter(None, [typed["phone"]])),
            number=typed["number"],
        )
