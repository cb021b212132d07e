"""Opening a case in two steps: what and who, then who of them is known already."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases import actions, conflict_actions, conflicts
from portal.cases.models import PartyRole
from portal.cases.opening_forms import (
    LIST,
    PREFIX,
    ROWS,
    DecisionForm,
    NewCaseForm,
    PartyRows,
    party_rows,
)
from portal.people.fields import SUGGESTIONS, written
from portal.people.models import Contact

MORE_ROWS = 2
UNPROCESSABLE = 422
USUAL_ROLES = (PartyRole.CLIENT, PartyRole.OPPOSING_PARTY)


@requires(Permission.CASE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest) -> HttpResponse:
    """Open a case; `?contact=` names its first client. Parties are looked for in all
    other cases before it is opened."""
    if request.method != "POST" or {"more", "back"} & set(request.POST):
        return _first_step(request, *_unsent(request))
    form = NewCaseForm(request.POST, by=request.user)
    rows = party_rows(request.POST, by=request.user)
    if not (form.is_valid() & rows.is_valid()):
        return _first_step(request, form, rows)
    return _second_step(request, form, rows)


def _second_step(
    request: PortalRequest, form: NewCaseForm, rows: PartyRows
) -> HttpResponse:
    """What was found; it is opened when that was seen, or when nobody is in it."""
    found = conflicts.search(rows.sought, user=request.user)
    typed = request.POST if "seen" in request.POST else None
    answer = DecisionForm(typed, found=found)
    if answer.is_valid() or not rows.parts:
        case = actions.open_case(
            case=form.save(commit=False),
            parties=rows.parts,
            decision=answer.decision if rows.parts else None,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(
            request, _("%(reference)s is open.") % {"reference": case.reference}
        )
        return redirect("desk:cases:detail", pk=case.pk)
    found = conflict_actions.search(rows.sought, by=request.user, at=timezone.now())
    context = {"case_form": form, "rows": rows, "found": found, "form": answer}
    status = UNPROCESSABLE if answer.errors else None
    return render(request, "cases/opening_conflicts.html", context, status=status)


def _unsent(request: PortalRequest) -> tuple[NewCaseForm, PartyRows]:
    """The forms with what was typed until now, and not judged yet."""
    typed = request.POST
    rows = _rows_typed(typed) if typed else _rows_to_begin_with(request)
    form = NewCaseForm(by=request.user, initial=typed.dict() if typed else None)
    return form, party_rows(None, by=request.user, initial=rows)


def _rows_typed(typed: QueryDict) -> list[dict[str, Any]]:
    """The rows that were sent, and some more when they were asked for."""
    total = typed.get(f"{PREFIX}-TOTAL_FORMS", "")
    count = int(total) if total.isdecimal() else 0
    rows = [
        {
            name: typed.get(f"{PREFIX}-{number}-{name}", "")
            for name in ("who", "role", "kind")
        }
        for number in range(min(count, 100))
    ]
    more = MORE_ROWS if "more" in typed else 0
    return rows + [{"role": PartyRole.OTHER.value} for _number in range(more)]


def _rows_to_begin_with(request: PortalRequest) -> list[dict[str, Any]]:
    """A client, an opposing party, and room for one more."""
    contact = _contact_asked_for(request)
    roles = [*USUAL_ROLES, *[PartyRole.OPPOSING_COUNSEL] * (ROWS - len(USUAL_ROLES))]
    rows: list[dict[str, Any]] = [{"role": role.value} for role in roles]
    if contact is not None:
        rows[0]["who"] = written(contact)
    return rows


def _contact_asked_for(request: PortalRequest) -> Contact | None:
    try:
        key = UUID(request.GET.get("contact", ""))
    except ValueError:
        return None
    return Contact.objects.visible_to(request.user).filter(pk=key).first()


def _first_step(
    request: PortalRequest, form: NewCaseForm, rows: PartyRows
) -> HttpResponse:
    latest = Contact.objects.visible_to(request.user).order_by("-created_at")
    context = {
        "form": form,
        "rows": rows,
        "suggestions": [written(contact) for contact in latest[:SUGGESTIONS]],
        "suggestions_id": LIST,
    }
    is_wrong = form.errors or (rows.is_bound and rows.total_error_count())
    context["has_errors"] = bool(is_wrong)
    status = UNPROCESSABLE if is_wrong else None
    return render(request, "cases/opening.html", context, status=status)
