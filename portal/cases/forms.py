"""What staff type about cases and their parties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case, PartyRole
from portal.people.fields import ContactField
from portal.people.models import Contact
from tenants.accounts.models import User

if TYPE_CHECKING:
    CaseModelForm = forms.ModelForm[Case]
else:
    CaseModelForm = forms.ModelForm


class CaseForm(CaseModelForm):
    """Changes to a case."""

    class Meta:
        model = Case
        fields = ("title", "area", "responsible", "reference")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            name: forms.TextInput(attrs={"autocomplete": "off"})
            for name in ("title", "area", "reference")
        }
        help_texts: ClassVar[dict[str, object]] = {
            "title": _("Clients of the case see this title."),
        }
        error_messages: ClassVar[dict[str, dict[str, object]]] = {
            "reference": {"unique": _("Another case has this reference.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = User.objects.staff().active().order_by("name", "pk")
        responsible = self.fields["responsible"]
        responsible.queryset = staff  # type: ignore[attr-defined]
        responsible.empty_label = None  # type: ignore[attr-defined]


class NewCaseForm(CaseForm):
    """A new case. Its reference is given when none is typed."""

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].initial = by.pk
        self.fields["reference"].required = False
        self.fields["reference"].help_text = _("Leave empty for the next number.")
        self.fields["client"] = ContactField(
            label=_("Client"),
            among=Contact.objects.visible_to(by),
            required=False,
            help_text=_("A contact's name or e-mail address."),
        )
        self.order_fields(["title", "client", "area", "responsible", "reference"])


class PartyForm(forms.Form):
    """A contact's part in a case."""

    role = forms.ChoiceField(label=_("Role in the case"), choices=PartyRole)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"] = ContactField(
            label=_("Contact"),
            among=Contact.objects.visible_to(by),
            help_text=_("A contact's name or e-mail address."),
        )
        self.order_fields(["contact", "role"])
