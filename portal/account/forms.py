"""What a person types on the account page."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access import lockout
from portal.ui.page import offered_languages
from tenants.accounts.models import User, normalise_email

AREAS = (
    "Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
)  # fmt: skip


class ProfileForm(forms.Form):
    """How one is called, and how we speak with one."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language"))
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("Dates and times are shown in this zone.")
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        initial = {each: getattr(user, each) for each in self.base_fields}
        super().__init__(*args, **{"initial": initial, **kwargs})
        languages = [(each.code, each.name) for each in offered_languages()]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        self.fields["time_zone"].choices = zones()  # type: ignore[attr-defined]


class ProvedForm(forms.Form):
    """What needs the present password: an open browser alone is not enough."""

    current = forms.CharField(
        label=_("Your present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_current(self) -> str:
        """Hold it against the account, unless it was wrong too often lately."""
        typed: str = self.cleaned_data["current"]
        if lockout.waits_until(self.user.email, at=timezone.now()):
            raise forms.ValidationError(
                _("There were too many tries. Wait a quarter of an hour."), code="waits"
            )
        if not self.user.check_password(typed):
            raise forms.ValidationError(
                _("This is not your present password. Type it again."), code="wrong"
            )
        return typed

    @property
    def is_guess(self) -> bool:
        """Whether the present password was wrong."""
        return self.is_bound and self.has_error("current", "wrong")


class PasswordForm(ProvedForm):
    """The present password, and the new one."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """Hold it to the rules."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password


class EmailForm(ProvedForm):
    """The new address, and the present password."""

    email = forms.EmailField(
        label=_("New e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("email", "current")

    def clean_email(self) -> str:
        """An address in lower case, and another one than now."""
        email = normalise_email(self.cleaned_data["email"])
        if email == self.user.email:
            raise forms.ValidationError(
                _("You sign in with this address already. Type another one.")
            )
        return email


@cache
def zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """The zones of the world by continent, as the options of a list."""
    names = sorted(each for each in available_timezones() if _area(each) in AREAS)
    return [
        (area, [(name, name.partition("/")[2].replace("_", " ")) for name in group])
        for area, group in groupby(names, key=_area)
    ]


def _area(name: str) -> str:
    return name.partition("/")[0]
