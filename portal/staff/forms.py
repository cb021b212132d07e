"""What owners type about their colleagues."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.staff import queries
from tenants.accounts.models import User
from tenants.accounts.roles import STAFF, Role

ROLES = [(role.value, role.label) for role in Role if role in STAFF]


class RoleForm(forms.Form):
    """What a colleague is to the firm."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLES)


class InviteForm(RoleForm):
    """A new colleague."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("The invitation goes there, and the colleague signs in with it."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    field_order = ("name", "email", "role", "language")


class ClosureForm(forms.Form):
    """Who takes over from a colleague who leaves; asked when there are open cases."""

    successor = forms.ModelChoiceField(
        label=_("Who takes over the open cases?"),
        queryset=User.objects.none(),
        empty_label=_("Choose a colleague"),
    )

    def __init__(self, *args: Any, leaving: queries.Colleague, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if leaving.open_cases:
            field = self.fields["successor"]
            field.queryset = queries.successors(leaving.user)  # type: ignore[attr-defined]
        else:
            del self.fields["successor"]
