"""What an administrator types about a colleague."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tenants.accounts.models import normalise_email
from tenants.accounts.roles import Role

ROLES = (Role.ADMIN, Role.SUPPORT, Role.AUDITOR)
MEANINGS = {
    Role.ADMIN: _("Administrator: everything, the team and the plans too"),
    Role.SUPPORT: _("Support: helps firms, and steers all but erasure and the team"),
    Role.AUDITOR: _("Read only: sees all pages, changes nothing"),
}
REASON_LENGTH = 300


class RoleField(forms.TypedChoiceField):
    """One of the operators' roles, each with what it means."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Role"),
            choices=[(role.value, MEANINGS[role]) for role in ROLES],
            coerce=Role,
            widget=forms.RadioSelect,
        )


class ReasonForm(forms.Form):
    """Why. It is written in the log, beside the name of who did it."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It stays in the log of the operators."),
        max_length=REASON_LENGTH,
    )


class RoleForm(ReasonForm):
    """Another role, and why."""

    role = RoleField()
    field_order = ("role", "reason")


class AccessForm(ReasonForm):
    """A new link, and whether the phone is lost too."""

    is_factor_lost = forms.BooleanField(
        label=_("The second factor is lost too: remove it"), required=False
    )
    field_order = ("is_factor_lost", "reason")


class InviteForm(forms.Form):
    """A new colleague."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = RoleField()
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, initial=get_language
    )

    def clean_email(self) -> str:
        """In lower case, as accounts keep it."""
        return normalise_email(self.cleaned_data["email"])
