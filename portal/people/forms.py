"""What staff type about contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.people.models import Contact
from tenants.accounts.models import normalise_email

if TYPE_CHECKING:
    ContactModelForm = forms.ModelForm[Contact]
else:
    ContactModelForm = forms.ModelForm


class ContactForm(ContactModelForm):
    """A new contact, or changes to one."""

    class Meta:
        model = Contact
        fields = ("kind", "name", "email", "phone", "language")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "kind": forms.RadioSelect(),
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "email": forms.EmailInput(
                attrs={"autocomplete": "off", "inputmode": "email"}
            ),
            "phone": forms.TextInput(attrs={"autocomplete": "off", "type": "tel"}),
        }
        help_texts: ClassVar[dict[str, object]] = {
            "email": _("Needed to give this contact access to the portal."),
            "language": _("Mails and the portal are in this language."),
        }

    def clean_email(self) -> str:
        """In lower case, as all addresses are kept."""
        return normalise_email(self.cleaned_data["email"])
