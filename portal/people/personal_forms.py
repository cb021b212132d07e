"""What staff say when a contact is erased."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.people import finding
from portal.people.models import Basis, Contact


class ErasureForm(forms.Form):
    """Why, and the name of who is erased."""

    basis = forms.ChoiceField(
        label=gettext_lazy("Reason"), choices=Basis.choices, widget=forms.RadioSelect()
    )

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contact = contact
        self.fields["typed"] = forms.CharField(
            label=_("To erase for good, type the name of the contact: %(name)s")
            % {"name": contact.name},
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    def clean_typed(self) -> str:
        """The name, whatever its capitals and accents."""
        typed: str = self.cleaned_data["typed"]
        if finding.plain(typed) != finding.plain(self.contact.name):
            raise ValidationError(
                _("This is not the name. Type %(name)s.") % {"name": self.contact.name}
            )
        return typed
