"""What an owner types to close the firm's portal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from tenants.models import Firm


class ClosingForm(forms.Form):
    """The firm's name, typed, and perhaps why."""

    name = forms.CharField(max_length=120)
    reason = forms.CharField(
        label=gettext_lazy("Why do you leave?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, firm: Firm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.firm = firm
        self.fields["name"].label = gettext("Type the name of your firm: %(name)s") % {
            "name": firm.name
        }

    def clean_name(self) -> str:
        """The name as it is written, apart from spaces around it and case."""
        typed: str = self.cleaned_data["name"]
        if typed.strip().casefold() != self.firm.name.casefold():
            raise forms.ValidationError(
                gettext("This is not the name of your firm. Type: %(name)s")
                % {"name": self.firm.name}
            )
        return typed
