"""The link of the mail. A GET changes nothing: mail scanners follow links too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from controlplane.signup import actions, queries, visit
from controlplane.signup.forms import AddressForm
from controlplane.signup.models import SignUp
from controlplane.signup.problems import (
    AddressTaken,
    LinkProblem,
    LinkUsed,
    refuse_spent,
)
from controlplane.signup.views.start import platform_host
from portal.access.gate import everyone

CONFLICT = 409


@everyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button; POST makes the firm, and sends on to its progress."""
    try:
        sign_up = queries.by_token(token)
        refuse_spent(sign_up, at=timezone.now())
        if request.method == "POST":
            return _confirmed(request, sign_up)
    except LinkUsed as problem:
        return _used(request, sign_up, problem)
    except LinkProblem as problem:
        return problem_page(request, problem)
    return _asked(request, sign_up)


def problem_page(request: HttpRequest, problem: LinkProblem) -> HttpResponse:
    """Say what is wrong with the link, and what to do."""
    context = {"problem": problem.kind}
    return render(request, "signup/problem.html", context, status=problem.status)


def _asked(request: HttpRequest, sign_up: SignUp) -> HttpResponse:
    """The button; the address is asked for again when it was taken meanwhile."""
    verdict = queries.availability(sign_up.slug)
    if verdict.available:
        return render(request, "signup/confirm.html", {"signup": sign_up})
    form = AddressForm({"slug": sign_up.slug})
    return _other_address(request, sign_up, form)


def _confirmed(request: HttpRequest, sign_up: SignUp) -> HttpResponse:
    form = AddressForm({"slug": request.POST.get("slug", sign_up.slug)})
    if not form.is_valid():
        return _other_address(request, sign_up, form)
    try:
        slug = form.cleaned_data["slug"]
        confirmed = actions.confirm(sign_up, slug=slug, at=timezone.now())
    except AddressTaken as refusal:
        form.add_error("slug", refusal.message)
        return _other_address(request, sign_up, form)
    visit.remember(request, confirmed)
    return redirect("signup:progress")


def _other_address(
    request: HttpRequest, sign_up: SignUp, form: AddressForm
) -> HttpResponse:
    context = {"signup": sign_up, "form": form, "platform_host": platform_host()}
    return render(request, "signup/confirm.html", context, status=CONFLICT)


def _used(request: HttpRequest, sign_up: SignUp, problem: LinkUsed) -> HttpResponse:
    """In the browser that used it, the link leads to where it led before."""
    mine = visit.sign_up(request)
    if mine is not None and mine.pk == sign_up.pk:
        return redirect("signup:progress")
    return problem_page(request, problem)
