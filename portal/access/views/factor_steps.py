"""The steps after the password: one of the ways to prove a second factor.

django-two-factor-auth's flow knows one code form for all, and asks for a device that is
called "default". Here each way is a step of its own, offered to whom it may serve. Once
one is proved the others fall away, and the flow ends.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from two_factor.views import LoginView

from portal.access import codes, factors
from tenants.factors import queries
from tenants.factors.queries import Kept

EXPIRED = _("That took too long. Sign in once more.")


def _offers(step: str) -> Callable[[FactorSteps], bool]:
    return lambda view: view.offers(step)


class FactorSteps(LoginView):  # type: ignore[misc]
    """LoginView with our ways instead of its token and backup steps."""

    condition_dict = {way: _offers(way) for way in codes.FORMS}  # noqa: RUF012

    @cached_property
    def kept(self) -> Kept | None:
        """What the person has who gave the password; None before that."""
        user = self.get_user()
        return queries.of(user) if user else None

    @property
    def ways(self) -> tuple[str, ...]:
        """How the person may go on."""
        host = factors.place(self.request).host
        return factors.ways(self.kept, host=host) if self.kept else ()

    @property
    def is_moved(self) -> bool:
        """Whether the person has passkeys, and none of them works at this host."""
        host = factors.place(self.request).host
        kept = self.kept
        return bool(kept and kept.passkeys and not kept.passkeys_at(host))

    def offers(self, step: str) -> bool:
        """Whether this way is open: no other one was gone already."""
        proved = set(codes.FORMS) & self.storage.validated_step_data.keys()
        return step in self.ways and proved <= {step}

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take a step. The library's choice of devices is none of ours."""
        if "challenge_device" in self.request.POST:
            raise SuspiciousOperation("No device can be chosen.")
        response: HttpResponse = super().post(*args, **kwargs)
        return response

    def process_step(self, form: Form) -> Any:
        """After the password it is another person: what he has is looked up anew."""
        done = super().process_step(form)
        if self.steps.current == self.AUTH_STEP:
            self.user_cache = None
            self.__dict__.pop("kept", None)
        return done

    def get_form(self, step: str | None = None, **kwargs: Any) -> Form:
        """The form of the step; the library would choose its own."""
        form: Form = super(LoginView, self).get_form(step=step, **kwargs)
        if self.show_timeout_error:
            form.cleaned_data = {}
            form.add_error(None, EXPIRED)
        return form

    def render(self, form: Form | None = None, **kwargs: Any) -> HttpResponse:
        """The page of the step; the library would call a phone first."""
        response: HttpResponse = super(LoginView, self).render(form, **kwargs)
        return response

    def get_context_data(self, form: Form, **kwargs: Any) -> dict[str, Any]:
        """The form, the other ways, and where a passkey was made that is none here."""
        context: dict[str, Any] = super(LoginView, self).get_context_data(
            form, **kwargs
        )
        step, host = self.steps.current, factors.place(self.request).host
        context["other_ways"] = [way for way in self.ways if way != step]
        if isinstance(form, codes.PasskeyForm):
            context["question"] = form.question()
        elif self.kept and self.is_moved:
            context["made_elsewhere"] = self.kept.passkeys_elsewhere(host)
        return context

    def refuse_unproved(self) -> None:
        """Raise PermissionDenied unless what the person has was proved in this flow."""
        user = self.get_user()
        if queries.has_any(user) and not factors.is_verified(user):
            raise PermissionDenied
