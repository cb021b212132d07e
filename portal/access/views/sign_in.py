"""Signing in: the password, then the second factor of those who have one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal.access import actions, admission, codes, destinations, lockout, proof, steps
from portal.access.forms import SignInForm
from portal.access.gate import everyone
from portal.access.views.factor_steps import FactorSteps
from portal.policy import queries as policy
from tenants import scope

UNPROCESSABLE, TOO_MANY = 422, 429
STEP = f"{steps.PREFIX}-current_step"
WAIT = gettext_lazy(
    "There were too many tries. Wait a quarter of an hour, then sign in again, or ask "
    "the office to unlock the account."
)
MOVED = gettext_lazy(
    "Your passkey was made for an earlier address of this portal. Make a new one here: "
    "Your account, Second step."
)


class SignIn(FactorSteps):
    """The flow of django-two-factor-auth with our words, audit and destinations."""

    template_name = "access/sign_in.html"
    redirect_authenticated_user = True
    storage_name = "portal.access.steps.Storage"
    must_wait = False
    form_list = ((FactorSteps.AUTH_STEP, SignInForm), *codes.FORMS.items())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The first step; the second one for who has come by a link from a mail."""
        if steps.is_after_link(request) and self.get_user() and not self.expired:
            response: HttpResponse = self.render_goto_step(self.steps.all[1])
        else:
            response = super().get(request, *args, **kwargs)
        return response

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take a step. Who has to wait begins again: no code is looked at either."""
        user = self.get_user()
        now = timezone.now()
        if user and lockout.waits_until(user.email, at=now) is not None:
            self.storage.reset()
            self.must_wait = self.request.POST.get(STEP) != self.AUTH_STEP
        if self.must_wait:
            response: HttpResponse = self.render_goto_step(self.FIRST_STEP)
        else:
            response = super().post(*args, **kwargs)
        return response

    def get_context_data(self, form: Form, **kwargs: Any) -> dict[str, Any]:
        """What the page shows; a firm may offer links by mail."""
        context: dict[str, Any] = super().get_context_data(form, **kwargs)
        is_firm = scope.current().firm is not None
        offers = is_firm and policy.current().has_sign_in_links
        return {**context, "offers_links": offers}

    def get_form(self, step: str | None = None, **kwargs: Any) -> Form:
        """The form of the step, or who has to wait is told so."""
        form = super().get_form(step=step, **kwargs)
        if self.must_wait:
            form.cleaned_data = {}
            form.add_error(None, WAIT)
        return form

    def render(self, form: Form | None = None, **kwargs: Any) -> HttpResponse:
        """The page of the step; when a person was refused, that is written down."""
        if form is not None and form.is_bound and _is_refusal(form):
            self._note_failure(form)
        response: HttpResponse = super().render(form, **kwargs)
        if form is not None and form.errors:
            response.status_code = TOO_MANY if self.must_wait else UNPROCESSABLE
        return response

    def done(self, form_list: list[Form], **kwargs: Any) -> HttpResponse:
        """All steps passed. The session gets a new key."""
        user = self.get_user()
        self.refuse_unproved()
        if refused := admission.refusal(self.request, user):
            return refused
        is_by_link = steps.is_after_link(self.request)
        login(self.request, user)
        proof.note(self.request, at=timezone.now())
        if not is_by_link:
            proof.note_password(self.request, at=timezone.now())
        actions.note_sign_in(
            user,
            at=timezone.now(),
            second_factor=getattr(user, "otp_device", None) is not None,
        )
        if self.is_moved:
            with translation.override(user.language):  # until now the visitor's was on
                messages.info(self.request, str(MOVED))
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        """The page that was asked for before, or the first page of the face."""
        wish = destinations.asked_for(self.request)
        return destinations.after_sign_in(self.request.user, wish)

    def _note_failure(self, form: Form) -> None:
        user = self.get_user()
        email = user.email if user else form.data.get(form.add_prefix("username"), "")
        if self.steps.current != self.AUTH_STEP:  # the password's count by themselves
            lockout.count(email, at=timezone.now())
        actions.note_failed_sign_in(email, at=timezone.now(), factor=self.steps.current)


def _is_refusal(form: Form) -> bool:
    """Whether what was typed was refused; what was forgotten or cut off is none."""
    return form.has_error(NON_FIELD_ERRORS) or getattr(form, "is_guess", False)


sign_in = everyone(require_http_methods(["GET", "HEAD", "POST"])(SignIn.as_view()))
