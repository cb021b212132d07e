"""What staff say about those who look for a client."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.people.days import today
from portal.people.models import Delegation, Relation

if TYPE_CHECKING:
    DelegationModelForm = forms.ModelForm[Delegation]
else:
    DelegationModelForm = forms.ModelForm


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none_yet = ("", _("Choose a relation"))
        self.fields["relation"].choices = [none_yet, *Relation.choices]  # type: ignore[attr-defined]

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
