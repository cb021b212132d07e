"""What an operator types to get in, and to change how."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from two_factor.forms import BackupTokenForm

from controlplane.frame import recovery
from controlplane.frame.authenticator import Secret
from portal.access.forms import PasswordForm


class CodeForm(forms.Form):
    """The first code of a new authenticator: it proves that the secret arrived."""

    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}
        ),
    )

    def __init__(self, secret: Secret, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.secret = secret
        self.period = 0

    def clean_code(self) -> str:
        """Hold the code to the secret; spaces between the digits are fine."""
        code = "".join(self.cleaned_data["code"].split())
        period = self.secret.period_of(code)
        if period is None:
            raise forms.ValidationError(
                _("This code is wrong. Type the one that your app shows now.")
            )
        self.period = period
        return code


class RecoveryCodeForm(BackupTokenForm):  # type: ignore[misc]
    """A recovery code. Only digests are kept, so what is typed becomes one."""

    def clean_otp_token(self) -> str:
        """The digest of the code."""
        return recovery.digest(self.cleaned_data["otp_token"])


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
