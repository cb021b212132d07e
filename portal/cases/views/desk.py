"""The firm's pages about cases: the list, and opening or changing one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases import actions, closing_actions
from portal.cases.desk_page import case_page
from portal.cases.forms import CaseForm, NewCaseForm
from portal.cases.models import Case, CaseQuerySet
from portal.people.models import Contact
from tenants import audit

PAGE_SIZE = 25
UNPROCESSABLE = 422


@requires(Permission.CASE_VIEW)
@require_safe
def cases(request: PortalRequest) -> HttpResponse:
    """Cases in which something happened last, by state and by what was typed."""
    visible = Case.objects.visible_to(request.user)
    query = request.GET.get("q", "").strip()
    state, found = _in_state(visible, request.GET.get("state", ""))
    rows = found.matching(query).latest_first().select_related(
        "responsible", "practice_area"
    )
    pages = Paginator(rows.with_clients(), PAGE_SIZE)
    context = {
        "page_obj": pages.get_page(request.GET.get("page")),
        "query": query,
        "state": state,
        "total": visible.count(),
    }
    return render(request, "cases/desk_list.html", context)


@requires(Permission.CASE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest) -> HttpResponse:
    """Open a case; `?contact=` names its first client."""
    form = NewCaseForm(
        request.POST or None,
        by=request.user,
        initial={"client": _contact_asked_for(request)},
    )
    if form.is_valid():
        case = actions.open_case(
            case=form.save(commit=False),
            parties=form.parties,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(
            request, _("Case %(reference)s is open.") % {"reference": case.reference}
        )
        return redirect("desk:cases:detail", pk=case.pk)
    return _form_page(request, form, None)


@requires(Permission.CASE_VIEW)
@require_safe
def detail(request: PortalRequest, pk: UUID) -> HttpResponse:
    """A case: documents, people, overview."""
    visible = Case.objects.visible_to(request.user).select_related(
        "responsible", "practice_area"
    )
    case = get_object_or_404(visible, pk=pk)
    audit.read("case.viewed", case, by=request.user, at=timezone.now())
    return case_page(request, case)


@requires(Permission.CASE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Change a case."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    form = CaseForm(request.POST or None, instance=case)
    if form.is_valid():
        actions.edit_case(
            case=form.save(commit=False),
            changed=form.changed_data,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Your changes were saved."))
        if not Case.objects.visible_to(request.user).filter(pk=case.pk).exists():
            return redirect("desk:cases:list")  # it is somebody else's now
        return redirect("desk:cases:detail", pk=case.pk)
    return _form_page(request, form, case)


@requires(Permission.CASE_EDIT)
@require_POST
def closure(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Close a case."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    closing_actions.close_case(case=case, by=request.user, at=timezone.now())
    messages.success(request, _("The case is closed."))
    return redirect("desk:cases:detail", pk=case.pk)


@requires(Permission.CASE_EDIT)
@require_POST
def closure_removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Open a closed case again."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    closing_actions.reopen_case(case=case, by=request.user, at=timezone.now())
    messages.success(request, _("The case is open again."))
    return redirect("desk:cases:detail", pk=case.pk)


def _in_state(cases: CaseQuerySet, wish: str) -> tuple[str, CaseQuerySet]:
    """The filter's name, and the cases that pass it; by default the open ones."""
    if wish == "closed":
        return wish, cases.closed()
    return (wish, cases) if wish == "all" else ("open", cases.open())


def _contact_asked_for(request: PortalRequest) -> Contact | None:
    try:
        key = UUID(request.GET.get("contact", ""))
    except ValueError:
        return None
    return Contact.objects.visible_to(request.user).filter(pk=key).first()


def _form_page(
    request: PortalRequest, form: CaseForm, case: Case | None
) -> HttpResponse:
    context = {"form": form, "case": case}
    status = UNPROCESSABLE if form.errors else None
    return render(request, "cases/desk_form.html", context, status=status)
