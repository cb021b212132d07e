"""What a person types to set a second factor up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access import codes
from tenants.accounts.models import User
from tenants.factors.secret import Secret

NO_ANSWER = _("The device did not answer. Try again, or choose another way.")


class FirstCodeForm(forms.Form):
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
        period = self.secret.period_of(code, at=timezone.now())
        if period is None:
            raise forms.ValidationError(
                _("This code is wrong. Type the one that your app shows now.")
            )
        self.period = period
        return code


class PasskeyForm(forms.Form):
    """A name to tell the device by, and what the device answered."""

    name = forms.CharField(
        label=_("Name of the device"),
        max_length=64,
        help_text=_("So that you recognise it later, such as My phone."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    answer = forms.CharField(
        widget=codes.AnswerInput, max_length=codes.LONGEST_ANSWER, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Without an answer there is no passkey; a name alone is asked for first."""
        if not self.errors and not self.cleaned_data["answer"]:
            raise forms.ValidationError(NO_ANSWER)
        return self.cleaned_data


class PresentPasswordForm(forms.Form):
    """The password, asked for once more."""

    password = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Hold it to the one that is in force."""
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(
                _("This is not your present password. Type it again."), code="wrong"
            )
        return password

    @property
    def is_guess(self) -> bool:
        """Whether a password was typed, and was wrong."""
        return self.is_bound and self.has_error("password", "wrong")
