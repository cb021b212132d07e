"""What a person types to get in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from tenants.accounts.models import User


class SignInForm(AuthenticationForm):
    """E-mail address and password; the same words whatever of them is wrong."""

    username = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "username", "autocapitalize": "none"}
        ),
    )

    error_messages = {  # noqa: RUF012  (the parent declares it for instances)
        "invalid_login": _(
            "This e-mail address and password do not belong together. Check both, "
            "and try again."
        ),
        "inactive": _("This account is closed."),
    }


class PasswordForm(forms.Form):
    """A new password, typed once: it can be shown, and a mistake is mended by mail."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Hold the password to the rules."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password
