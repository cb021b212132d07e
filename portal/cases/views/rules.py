"""The firm's settings about cases: numbers, keeping, practice areas, words."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from portal.branding import actions as branding
from portal.branding import queries as brands
from portal.cases import area_actions, queries, rule_actions
from portal.cases.models import PracticeArea
from portal.cases.rule_forms import AreaForm, KeepingForm, NumberingForm, WordsForm

METHODS = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422


@requires(Permission.SETTINGS_VIEW)
@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """What is in force."""
    rules, now = queries.rules(), timezone.now()
    context = {
        "rules": rules,
        "preview": NumberingForm(rules=rules, at=now).preview,
        "areas": PracticeArea.objects.in_order(),
        "words": WordsForm(brand=brands.current()).chosen,
        "may_edit": allowed(request.user.role, Permission.CASE_SETTINGS),
    }
    return render(request, "cases/settings.html", context)


@requires(Permission.CASE_SETTINGS)
@require_http_methods(METHODS)
def numbering(request: PortalRequest) -> HttpResponse:
    """Change how cases are numbered; the button Preview only shows what would come."""
    now = timezone.now()
    form = NumberingForm(_typed(request), rules=queries.rules(), at=now)
    if "preview" not in request.POST and form.is_valid():
        rule_actions.number(**form.cleaned_data, by=request.user, at=now)
        return _saved(request)
    context = {"form": form, "preview": form.preview}
    return _page(request, "cases/numbering_form.html", context, form)


@requires(Permission.CASE_SETTINGS)
@require_http_methods(METHODS)
def keeping(request: PortalRequest) -> HttpResponse:
    """Change how long closed cases are read and kept."""
    form = KeepingForm(_typed(request), rules=queries.rules())
    if form.is_valid():
        rule_actions.keep(
            read_days=form.read_days,
            keep_years=form.cleaned_data["keep_years"],
            by=request.user,
            at=timezone.now(),
        )
        return _saved(request)
    return _form(request, form, _("Closing and keeping"))


@requires(Permission.CASE_SETTINGS)
@require_http_methods(METHODS)
def area_new(request: PortalRequest) -> HttpResponse:
    """Add a practice area."""
    form = AreaForm(_typed(request))
    del form.fields["position"], form.fields["is_active"]
    if form.is_valid():
        area = form.save(commit=False)
        area_actions.add_area(area=area, by=request.user, at=timezone.now())
        return _saved(request)
    return _form(request, form, _("New practice area"))


@requires(Permission.CASE_SETTINGS)
@require_http_methods(METHODS)
def area(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Change a practice area, or offer it no more."""
    found = get_object_or_404(PracticeArea, pk=pk)
    form = AreaForm(_typed(request), instance=found)
    if form.is_valid():
        area_actions.edit_area(
            area=form.save(commit=False),
            changed=form.changed_data,
            by=request.user,
            at=timezone.now(),
        )
        return _saved(request)
    return _form(request, form, _("Practice area"))


@requires(Permission.CASE_SETTINGS)
@require_http_methods(METHODS)
def words(request: PortalRequest) -> HttpResponse:
    """Choose what a case is called."""
    form = WordsForm(_typed(request), brand=brands.current())
    if form.is_valid():
        branding.choose_case_words(
            form.cleaned_data, by=request.user, at=timezone.now()
        )
        return _saved(request)
    return _form(request, form, _("Your word for a case"))


def _typed(request: PortalRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _saved(request: PortalRequest) -> HttpResponse:
    messages.success(request, _("Saved. It counts from now on."))
    return redirect("desk:case_settings:home")


def _form(request: PortalRequest, form: forms.BaseForm, title: str) -> HttpResponse:
    context = {"form": form, "title": title}
    return _page(request, "cases/settings_form.html", context, form)


def _page(
    request: PortalRequest,
    template: str,
    context: dict[str, object],
    form: forms.BaseForm,
) -> HttpResponse:
    status = UNPROCESSABLE if form.errors else None
    return render(request, template, context, status=status)
