"""What each role may do."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.security.roles import ROLES, lines


@requires(Permission.STAFF_VIEW)
@require_safe
def roles(request: PortalRequest) -> HttpResponse:
    """One table over all roles."""
    context = {"roles": [role.label for role in ROLES], "lines": lines()}
    return render(request, "security/roles.html", context)
