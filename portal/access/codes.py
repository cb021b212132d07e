"""The second step of signing in, in our words: django-otp has none in Dutch."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django_otp.forms import OTPAuthenticationFormMixin

WORDS = {
    **OTPAuthenticationFormMixin.otp_error_messages,
    "token_required": _("Fill in the code."),
    "invalid_token": _(
        "This code is wrong or no longer works. Check it, and try again."
    ),
    "n_failed_attempts": _("Too many wrong codes. Wait a moment, then try again."),
    "verification_not_allowed": _("Codes are not accepted now. Try again later."),
}


def put_in_our_words(form: forms.Form) -> None:
    """Name a code and its refusals as the page does; leave other forms alone.

    The flow of django-two-factor-auth picks the form of this step by itself, so its
    words are changed and not its class.
    """
    if isinstance(form, OTPAuthenticationFormMixin):
        form.fields["otp_token"].label = _("Code")
        form.otp_error_messages = WORDS
