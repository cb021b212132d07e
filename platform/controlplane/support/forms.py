"""What an operator types to ask for a visit, or for a new owner."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from provisioning.support.models import Recovery, VisitScope
from tenants.models import Firm

REACH = [
    (VisitScope.SETTINGS, _("The settings: see them, and change the address")),
    (VisitScope.READING, _("Reading the desk: its pages, but no files")),
]


class FirmField(forms.CharField):
    """A firm by its address, the part before the platform's name."""

    def clean(self, value: object) -> Firm:
        """The active firm with this address."""
        slug = super().clean(value).strip().lower()
        firm = Firm.objects.active().filter(slug=slug).first()
        if firm is None:
            raise forms.ValidationError(_("No active firm has this address."))
        return firm


class FirmForm(forms.Form):
    """A request about one firm, with a reason that the firm reads."""

    firm = FirmField(
        label=_("Address of the firm"),
        max_length=40,
        help_text=_("The first part, for example: peeters"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The firm reads this, in the mail and on its desk."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class VisitForm(FirmForm):
    """A visit."""

    reach = forms.ChoiceField(
        label=_("What do you need to see?"),
        choices=REACH,
        initial=VisitScope.SETTINGS,
        widget=forms.RadioSelect,
    )
    field_order = ("firm", "reach", "reason")


class RecoveryForm(FirmForm):
    """A new owner."""

    owner_name = forms.CharField(
        label=_("Name of the new owner"),
        max_length=Recovery._meta.get_field("owner_name").max_length,
    )
    owner_email = forms.EmailField(
        label=_("E-mail address of the new owner"),
        max_length=254,
        help_text=_("Check it by another way: a letter, or the bar's register."),
    )
    field_order = ("firm", "owner_name", "owner_email", "reason")


class ConfirmForm(forms.Form):
    """The firm's address once more, typed."""

    typed = forms.CharField(
        label=_("To confirm, type the firm's address"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
