"""What an operator types before an address is taken away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants.domains.models import Claim


class ReleaseForm(forms.Form):
    """Why, and the host once more."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It stands in the operators' log."),
        max_length=300,
    )
    typed = forms.CharField(
        max_length=253,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"
            }
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.host = claim.host
        self.fields["typed"].label = _("Type %(host)s to confirm") % {"host": self.host}

    def clean_typed(self) -> str:
        """The host, which must be this one."""
        typed: str = self.cleaned_data["typed"]
        if typed.strip().lower() != self.host:
            raise forms.ValidationError(
                _("This is not the address: type %(host)s.") % {"host": self.host}
            )
        return typed
