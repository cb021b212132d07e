"""What a password must have."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class MinimumLength(MinimumLengthValidator):
    """Django's rule in our words: its refusal is not translated into Dutch."""

    def get_error_message(self) -> str:
        """What is wrong, and what to do."""
        return ngettext(
            "This password is too short. Choose at least %(count)d character.",
            "This password is too short. Choose at least %(count)d characters.",
            self.min_length,
        ) % {"count": self.min_length}
