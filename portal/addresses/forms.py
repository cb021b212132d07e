"""What staff type about addresses."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.domains import refusals


class AddressForm(forms.Form):
    """A host of the firm's own. What is wrong with the name itself is said at once."""

    host = forms.CharField(
        label=_("Address"),
        max_length=300,
        help_text=_("For example portal.yourfirm.be. You must manage this domain."),
        error_messages={"required": _("Enter an address, such as portal.yourfirm.be.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off", "inputmode": "url", "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )  # fmt: skip
    becomes_primary = forms.BooleanField(
        label=_("Use it in links as soon as it is live"), required=False, initial=True
    )

    def clean_host(self) -> str:
        """The host that was meant; a link is understood too."""
        try:
            return refusals.of_name(self.cleaned_data["host"])
        except refusals.Refused as refusal:
            raise forms.ValidationError(refusal.message) from None
