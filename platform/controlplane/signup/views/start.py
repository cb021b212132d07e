"""The form, and what one sees once it was sent."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from controlplane.signup import actions, visit
from controlplane.signup.forms import SignUpForm
from controlplane.signup.models import VALIDITY
from controlplane.signup.problems import TooManySignUps
from portal.access.gate import everyone


@everyone
@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """What this is, and the way in."""
    return render(request, "signup/landing.html")


@everyone
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The form; `?slug=` fills in an address that one has in mind."""
    form = SignUpForm(
        request.POST or None, initial={"slug": request.GET.get("slug", "")}
    )
    if form.is_valid() and _is_requested(request, form):
        return redirect("signup:sent")
    context = {
        "form": form,
        "platform_host": platform_host(),
        "check_url": reverse("signup:check"),
    }
    return render(request, "signup/start.html", context)


@everyone
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Look into your mail."""
    if not (email := visit.mailed_to(request)):
        return redirect("signup:start")
    context = {"email": email, "days": VALIDITY.days}
    return render(request, "signup/sent.html", context)


def platform_host() -> str:
    """The platform's name as it stands in an address, with its port."""
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
    return f"{settings.PLATFORM_HOST}{port}"


def _is_requested(request: HttpRequest, form: SignUpForm) -> bool:
    try:
        sign_up = actions.request(
            form.wish(),
            submission=form.fingerprint(),
            accepted_from=request.META.get("REMOTE_ADDR") or None,
            at=timezone.now(),
        )
    except TooManySignUps as refusal:
        form.add_error("email", refusal.message)
        return False
    visit.remember_mail(request, sign_up.email)
    return True
