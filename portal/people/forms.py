"""What staff type about contacts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.people.days import today
from portal.people.models import Contact, Delegation
from tenants.accounts.models import normalise_email

if TYPE_CHECKING:
    ContactModelForm = forms.ModelForm[Contact]
    DelegationModelForm = forms.ModelForm[Delegation]
else:
    ContactModelForm = DelegationModelForm = forms.ModelForm


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


class DelegationForm(DelegationModelForm):
    """What somebody who looks for a client sees, and until when."""

    class Meta:
        model = Delegation
        fields = ("relation", "sees_cases", "sees_documents", "last_day")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "last_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts: ClassVar[dict[str, object]] = {
            "last_day": _("Leave empty to go on until you revoke it."),
        }

    def clean_last_day(self) -> date | None:
        """A day that is over would be no access at all."""
        day: date | None = self.cleaned_data["last_day"]
        if day is not None and day < today():
            raise forms.ValidationError(_("Choose today or a later day."))
        return day

    def clean(self) -> dict[str, Any]:
        """Who sees no section sees nothing."""
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("sees_cases") or cleaned.get("sees_documents")):
            self.add_error("sees_cases", _("Choose at least one section."))
        return cleaned


class NewDelegateForm(DelegationForm):
    """Somebody who is to look for a client."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("The invitation goes there. Who has an account here keeps it."),
    )

    field_order = (
        "name", "email", "relation", "sees_cases", "sees_documents", "last_day",
    )  # fmt: skip
