"""What staff type about the parties of a case."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.cases.closing_forms import day_input
from portal.cases.models import CLIENT_ROLES, Party, PartyRole
from portal.people.fields import ContactField
from portal.people.models import Contact
from tenants.accounts.models import User

AT_ONCE, FROM_A_DAY, NEVER = "now", "from", "none"
ACCESS = (
    (AT_ONCE, _("Sees the case at once")),
    (FROM_A_DAY, _("Sees it from a day on")),
    (NEVER, _("Does not see it")),
)


class PartForm(forms.Form):
    """A contact's part in a case, and whether a client sees the case."""

    role = forms.ChoiceField(label=_("Role in the case"), choices=PartyRole)
    access = forms.ChoiceField(
        label=_("On the portal"),
        choices=ACCESS,
        required=False,
        initial=AT_ONCE,
        widget=forms.RadioSelect(),
        help_text=_("For clients and co-clients. Other parties never see it."),
    )
    access_from = forms.DateField(
        label=_("From which day"), required=False, widget=day_input()
    )

    def clean(self) -> dict[str, Any]:
        """A day goes with the one answer that asks for it."""
        cleaned = super().clean() or self.cleaned_data
        wants_day = cleaned.get("access") == FROM_A_DAY
        is_client = cleaned.get("role") in CLIENT_ROLES
        if wants_day and is_client and not cleaned.get("access_from"):
            self.add_error("access_from", _("Choose the day."))
        return cleaned

    @property
    def part(self) -> dict[str, Any]:
        """What was chosen, as the actions take it."""
        role = PartyRole(self.cleaned_data["role"])
        access, day = self.cleaned_data["access"], self.cleaned_data["access_from"]
        if role not in CLIENT_ROLES:
            return {"role": role, "has_access": True, "access_from": None}
        begins: date | None = day if access == FROM_A_DAY else None
        return {"role": role, "has_access": access != NEVER, "access_from": begins}


class PartyForm(PartForm):
    """Somebody new in a case."""

    field_order = ("contact", "role", "access", "access_from")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"] = ContactField(
            label=_("Contact"),
            among=Contact.objects.visible_to(by),
            help_text=_("A contact's name or e-mail address."),
        )
        self.order_fields(self.field_order)


def as_typed(party: Party) -> dict[str, Any]:
    """What somebody would have chosen in `PartForm` to make the party as it is."""
    access = FROM_A_DAY if party.access_from else AT_ONCE
    return {
        "role": party.role,
        "access": access if party.has_access else NEVER,
        "access_from": party.access_from,
    }
