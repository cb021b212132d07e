"""What staff type about contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.people import numbers, points
from portal.people.models import Contact, Means
from portal.people.points import Point
from tenants.accounts.models import normalise_email

if TYPE_CHECKING:
    ContactModelForm = forms.ModelForm[Contact]
else:
    ContactModelForm = forms.ModelForm

POINTS = {Means.EMAIL: "other_emails", Means.PHONE: "other_phones"}


class PointsField(forms.CharField):
    """Further addresses or numbers, a line for each; gives a list of Points."""

    widget = forms.Textarea

    def __init__(self, *, means: Means, **kwargs: Any) -> None:
        self.means = means
        super().__init__(required=False, max_length=2000, **kwargs)

    def clean(self, value: Any) -> Any:
        """The points; what is wrong is said line by line."""
        return points.read(super().clean(value), self.means)


class ContactForm(ContactModelForm):
    """A new contact, or changes to one."""

    other_emails = PointsField(
        means=Means.EMAIL,
        label=_("Further e-mail addresses"),
        help_text=_("One per line. A word in front is kept: “Work: name@example.com”."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    other_phones = PointsField(
        means=Means.PHONE,
        label=_("Further telephone numbers"),
        help_text=_("One per line. A word in front is kept: “Work: 02 555 01 20”."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    class Meta:
        model = Contact
        fields = (
            "kind", "name", "email", "phone", "language",
            "street", "postal_code", "city", "country",
            "enterprise_number", "vat_number", "external_id", "notes",
        )  # fmt: skip
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "kind": forms.RadioSelect(),
            "email": forms.EmailInput(attrs={"inputmode": "email"}),
            "phone": forms.TextInput(attrs={"type": "tel"}),
            "enterprise_number": forms.TextInput(attrs={"inputmode": "numeric"}),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts: ClassVar[dict[str, object]] = {
            "email": _("Needed to give this contact access to the portal."),
            "phone": _("Without a country it is a number of your own."),
            "language": _("Mails and the portal are in this language."),
            "enterprise_number": _("Of the Belgian register, such as 0403.019.261."),
            "vat_number": _("With the country in front, such as BE 0403.019.261."),
            "external_id": _("Of your accounting or case software, to find it back."),
            "notes": _("For your office only: the contact never sees them."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")
        number = cast("forms.CharField", self.fields["enterprise_number"])
        number.max_length = number.widget.attrs["maxlength"] = 20  # with its dots
        number.validators = []
        self.initial["phone"] = self.instance.shown_phone
        self.initial["enterprise_number"] = self.instance.shown_enterprise_number
        self._show_points()

    @property
    def points(self) -> list[Point]:
        """The further addresses and numbers that were typed."""
        return [each for name in POINTS.values() for each in self.cleaned_data[name]]

    @property
    def changed(self) -> list[str]:
        """The fields that the log tells of."""
        return [name for name in self.changed_data if name in self.fields]

    def clean_email(self) -> str:
        """In lower case, as all addresses are kept."""
        return normalise_email(self.cleaned_data["email"])

    def clean_phone(self) -> str:
        """As E.164; what was there and cannot be read may stay."""
        typed: str = self.cleaned_data["phone"]
        if not typed or "phone" not in self.changed_data:
            return numbers.phone_or_as_typed(typed)
        return numbers.phone(typed)

    def clean_enterprise_number(self) -> str:
        """Ten digits with a right check number."""
        typed: str = self.cleaned_data["enterprise_number"]
        return numbers.enterprise_number(typed) if typed else ""

    def clean_vat_number(self) -> str:
        """Checked by the rule of its country."""
        typed: str = self.cleaned_data["vat_number"]
        return numbers.vat_number(typed) if typed else ""

    def clean(self) -> dict[str, Any]:
        """A Belgian VAT number holds the enterprise number: both must say the same."""
        cleaned = super().clean() or self.cleaned_data
        number, vat = cleaned.get("enterprise_number"), cleaned.get("vat_number") or ""
        if number and vat.startswith("BE") and vat[2:] != number:
            problem = _(
                "The VAT number and the enterprise number belong to two organisations. "
                "Correct one, or leave one out."
            )
            self.add_error("vat_number", ValidationError(problem, code="two"))
        return cleaned

    def _show_points(self) -> None:
        if self.instance._state.adding:
            return
        found = points.of(self.instance)
        for means, name in POINTS.items():
            self.initial[name] = points.written(found, means)
