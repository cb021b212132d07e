"""Which parts of the portal are open to a client: a condition of the gate, and of the
navigation. What stands in the parts, `visible_to` of each feature decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.access.gate import Declaration, is_api
from portal.access.permissions import Permission
from portal.policy import queries
from portal.policy.models import Policy, Section
from portal.security import reach
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role

FORBIDDEN = 403
SECTIONS: Mapping[Permission, Section] = {
    Permission.PORTAL_CASE_VIEW: Section.CASES,
    Permission.PORTAL_CALENDAR_VIEW: Section.CASES,
    Permission.PORTAL_DOCUMENT_VIEW: Section.DOCUMENTS,
    Permission.PORTAL_DOCUMENT_UPLOAD: Section.DOCUMENTS,
}

# Whether somebody reads a section by a case's own word, or as a delegate:
# `reads(user, section, is_shown)`, where `is_shown` is the firm's own rule.
Reads = Callable[[User, Section, bool], bool]
_reads: list[Reads] = []


def register(reads: Reads) -> None:
    """Ask this for those whom the firm's own rule does not answer."""
    if reads not in _reads:
        _reads.append(reads)


def policy_of(request: HttpRequest) -> Policy:
    """The firm's rules, read once a request."""
    found: Policy | None = getattr(request, "policy", None)
    return queries.current() if found is None else found


def is_open(user: User, section: Section, policy: Policy) -> bool:
    """Whether the section is there for this client. Asks the database only where a
    delegation or a single case may say otherwise than the firm."""
    if not policy.is_portal_open:
        return False
    if user.role == Role.CLIENT and policy.shows(section):
        return True
    return any(reads(user, section, policy.shows(section)) for reads in _reads)


def has_place(user: User, permission: Permission, policy: Policy) -> bool:
    """Whether the navigation leads a client there."""
    section = SECTIONS.get(permission)
    if section is None:
        return policy.is_portal_open
    return is_open(user, section, policy)


def refuse(request: HttpRequest, declaration: Declaration) -> HttpResponse | None:
    """Asked by the gate. Staff go on; a client's own account stays open to him."""
    user: User = request.user  # type: ignore[assignment]
    is_bound = scope.current().firm is not None and user.is_client
    if not is_bound or declaration.permission == Permission.ACCOUNT:
        return None
    policy = policy_of(request)
    if not policy.is_portal_open:
        reason = _("This portal is closed at the moment.")
        return _answer(request, "security/portal_closed.html", reason)
    section = SECTIONS.get(declaration.permission) if declaration.permission else None
    if section is None or is_open(user, section, policy):
        return None
    reason = _("Your lawyer does not use this part of the portal.")
    return _answer(request, "security/section_closed.html", reason)


def _answer(request: HttpRequest, template: str, reason: str) -> HttpResponse:
    if is_api(request):
        return JsonResponse({"detail": reason}, status=FORBIDDEN)
    context = {"contact": reach.owner()}
    return render(request, template, context, status=FORBIDDEN)
