"""What an operator types to get in, and to change how."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.access.forms import PasswordForm


class OwnPasswordForm(PasswordForm):
    """Another password, by who knows the present one."""

    current = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("current", "password")

    def clean_current(self) -> str:
        """Hold it to the one that is in force."""
        current: str = self.cleaned_data["current"]
        if not self.user.check_password(current):
            raise forms.ValidationError(_("This is not your present password."))
        return current
