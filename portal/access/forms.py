"""What a person types to get in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _

from portal.access import lockout
from portal.access.invitation_codes import DIGITS
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
        "locked": _(
            "There were too many tries. To keep the account safe, this address cannot "
            "sign in before %(until)s. Wait until then, choose a new password by "
            "e-mail, or ask the office to unlock the account."
        ),
    }

    def get_invalid_login_error(self) -> forms.ValidationError:
        """What is wrong; who has to wait, account or none, is told until when."""
        now = timezone.now()
        until = lockout.waits_until(self.cleaned_data["username"], at=now)
        if until is None:
            return super().get_invalid_login_error()
        return forms.ValidationError(
            self.error_messages["locked"],
            code="locked",
            params={"until": time_format(timezone.localtime(until), "TIME_FORMAT")},
        )


class InvitationCodeForm(forms.Form):
    """The address that was invited, and the digits in the mail."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "autocapitalize": "none"}
        ),
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("The six digits in the mail."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}
        ),
    )

    def clean_code(self) -> str:
        """Six digits, however they were typed: a mail shows them in two groups."""
        code: str = "".join(self.cleaned_data["code"].split())
        if len(code) != DIGITS or not (code.isascii() and code.isdecimal()):
            raise forms.ValidationError(_("The code has six digits."))
        return code


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


class AddressForm(forms.Form):
    """Where a link should go."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "username", "autocapitalize": "none"}
        ),
    )


class LinkCodeForm(forms.Form):
    """The six digits of a mail; spaces between them are fine."""

    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}
        ),
    )

    def clean_code(self) -> str:
        """The digits alone."""
        code = "".join(self.cleaned_data["code"].split())
        if not (code.isascii() and code.isdigit() and len(code) == DIGITS):
            raise forms.ValidationError(_("Type the six digits from the mail."))
        return code
