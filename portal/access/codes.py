"""Proving a second factor: a code of the app, a recovery code, or a passkey.

Each form leaves the proved factor at `user.otp_device`, where django-otp looks for it
when the session is made, and is asked once only (`idempotent`).
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.access import factors
from tenants.accounts.models import User
from tenants.factors import ceremony, proving, queries
from tenants.factors.models import Authenticator, Factor, RecoveryCodes

CHALLENGE = "passkey_challenge"
LONGEST_ANSWER = 20_000
REFUSED = "refused"

WRONG = _("This code is wrong or no longer works. Check it, and try again.")
WAIT = _("Too many wrong codes. Wait a moment, then try again.")
NO_ANSWER = _(
    "The passkey did not answer, or is not one of yours. Try again, or choose another "
    "way."
)


class AnswerInput(forms.HiddenInput):
    """What a passkey answered. It holds once: a form that comes back asks anew."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Keep what came out of the page."""
        return super().get_context(name, None, attrs)


class ProofForm(forms.Form):
    """One way to prove a second factor."""

    idempotent = False
    guessed: type[Factor] | None = None  # whose failures make one wait
    told_at, refusal = "otp_token", WRONG
    use_required_attribute = False

    def __init__(self, user: User, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.user, self.request = user, request

    def clean(self) -> dict[str, Any]:
        """Hold what came to what is kept."""
        if self.errors:
            return self.cleaned_data
        if self.guessed and proving.must_wait(self.guessed, self.user):
            self._refuse(WAIT)
        elif (factor := self.prove()) is None:
            self._refuse(self.refusal)
        else:
            self.user.otp_device = factor  # type: ignore[attr-defined]
        return self.cleaned_data

    @property
    def is_guess(self) -> bool:
        """Whether something was held to what is kept, in vain."""
        return self.is_bound and self.has_error(self.told_at, REFUSED)

    def _refuse(self, why: Promise) -> None:
        self.add_error(self.told_at, ValidationError(str(why), code=REFUSED))

    @abstractmethod
    def prove(self) -> Factor | None:
        """The factor that was proved, or None."""


def _code_field(**attrs: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", **attrs})
    return forms.CharField(label=_("Code"), max_length=40, widget=widget)


class AppForm(ProofForm):
    """The code that the authenticator app shows."""

    guessed = Authenticator
    otp_token = _code_field(inputmode="numeric")

    def prove(self) -> Factor | None:
        """Hold the code to the app's seed."""
        code = self.cleaned_data["otp_token"]
        return proving.by_app(self.user, code, at=timezone.now())


class RecoveryForm(ProofForm):
    """A recovery code."""

    guessed = RecoveryCodes
    otp_token = _code_field(autocapitalize="none", spellcheck="false")

    def prove(self) -> Factor | None:
        """Use the code up."""
        code = self.cleaned_data["otp_token"]
        return proving.by_recovery_code(self.user, code, at=timezone.now())


class PasskeyForm(ProofForm):
    """What a passkey answered; a script puts it into the hidden field."""

    told_at, refusal = NON_FIELD_ERRORS, NO_ANSWER  # nobody sees the field
    answer = forms.CharField(
        widget=AnswerInput, max_length=LONGEST_ANSWER, required=False
    )

    def question(self) -> str:
        """What the browser is asked, as JSON. Each page asks anew."""
        place = factors.place(self.request)
        mine = queries.of(self.user).passkeys_at(place.host)
        question = ceremony.to_prove(mine, place=place)
        self.request.session[CHALLENGE] = question.challenge
        return question.options

    def prove(self) -> Factor | None:
        """Hold the answer to the challenge, which is used up."""
        challenge = self.request.session.pop(CHALLENGE, "")
        return proving.by_passkey(
            self.user,
            self.cleaned_data["answer"],
            challenge,
            place=factors.place(self.request),
            at=timezone.now(),
        )


FORMS: dict[str, type[ProofForm]] = {
    factors.PASSKEY: PasskeyForm,
    factors.APP: AppForm,
    factors.CODE: RecoveryForm,
}
