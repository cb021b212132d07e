"""Signing in by mail, where the firm allows it: a link, and a code for this browser."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)
from django.views.decorators.http import require_http_methods

from portal.access import entry, one_time
from portal.access.forms import AddressForm, LinkCodeForm
from portal.access.gate import everyone
from portal.access.models import Purpose
from portal.access.problems import LinkDead
from portal.access.views.forgotten import UNPROCESSABLE, problem_page
from portal.policy import queries as policy

KEY = "sign_in_link"


@everyone
@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request: HttpRequest) -> HttpResponse:
    """Ask where the link should go; the answer is the same for every address."""
    _refuse_unless_offered()
    form = AddressForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        link = one_time.ask(Purpose.SIGN_IN, email, at=timezone.now())
        request.session[KEY] = str(link.pk)
        return redirect("access:mailed_code")
    status = UNPROCESSABLE if form.errors else None
    return render(request, "access/by_mail.html", {"form": form}, status=status)


@everyone
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def mailed_code(request: HttpRequest) -> HttpResponse:
    """The digits in the mail, for the browser that asked for them."""
    _refuse_unless_offered()
    if KEY not in request.session:
        return redirect("access:by_mail")
    form = LinkCodeForm(request.POST or None)
    if form.is_valid():
        key, code = UUID(request.session[KEY]), form.cleaned_data["code"]
        try:
            user = one_time.sign_in_by_code(key, code, at=timezone.now())
        except LinkDead as dead:
            del request.session[KEY]
            return problem_page(request, dead, Purpose.SIGN_IN)
        if user is not None:
            return entry.let_in(request, user)
        form.add_error("code", _("This code is wrong. Check it, and try again."))
    status = UNPROCESSABLE if form.errors else None
    return render(request, "access/mailed_code.html", {"form": form}, status=status)


@everyone
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def mailed_link(request: HttpRequest, token: str) -> HttpResponse:
    """Reading shows a button, only the button lets in: mail scanners follow links."""
    _refuse_unless_offered()
    now = timezone.now()
    try:
        link = one_time.link_of(token, Purpose.SIGN_IN, at=now)
        if request.method != "POST":
            email = link.user.email if link.user else ""
            return render(request, "access/mailed_link.html", {"email": email})
        return entry.let_in(request, one_time.sign_in(link, at=now))
    except LinkDead as dead:
        return problem_page(request, dead, Purpose.SIGN_IN)


def _refuse_unless_offered() -> None:
    if not policy.current().has_sign_in_links:
        raise Http404
