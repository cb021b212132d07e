"""Changes of a colleague's account, by owners."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.staff import actions, queries
from portal.staff.forms import ClosureForm, RoleForm
from tenants.accounts.models import User
from tenants.accounts.roles import Role

METHODS = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422


@requires(Permission.STAFF_EDIT)
@require_http_methods(METHODS)
def role(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Another role."""
    member = _member(pk)
    form = RoleForm(request.POST or None, initial={"role": member.role})
    if form.is_valid():
        wish = Role(form.cleaned_data["role"])
        actions.change_role(
            member=member, role=wish, by=request.user, at=timezone.now()
        )
        return _done(request, _("%(name)s has another role now.") % _name(member))
    return _page(request, "staff/role.html", form, member)


@requires(Permission.STAFF_EDIT)
@require_POST
def invitation(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Send the invitation again."""
    member = _member(pk)
    actions.invite_again(member=member, by=request.user, at=timezone.now())
    return _done(
        request, _("The invitation goes to %(email)s.") % {"email": member.email}
    )


@requires(Permission.STAFF_EDIT)
@require_http_methods(METHODS)
def renewal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Let a colleague begin anew who has lost the phone, or the password too."""
    member = _member(pk)
    if request.method == "POST":
        actions.begin_anew(member=member, by=request.user, at=timezone.now())
        return _done(
            request, _("The invitation goes to %(email)s.") % {"email": member.email}
        )
    return _page(request, "staff/renewal.html", Form(), member)


@requires(Permission.STAFF_EDIT)
@require_http_methods(METHODS)
def closure(request: PortalRequest, pk: UUID) -> HttpResponse:
    """End a colleague's access, and hand over the open cases."""
    member = _member(pk)
    leaving = queries.colleague(member, at=timezone.now())
    form = ClosureForm(
        request.POST if request.method == "POST" else None, leaving=leaving
    )
    if form.is_valid():
        actions.close(
            member=member,
            successor=form.cleaned_data.get("successor"),
            by=request.user,
            at=timezone.now(),
        )
        return _done(request, _("%(name)s no longer gets in.") % _name(member))
    return _page(request, "staff/closure.html", form, member, leaving=leaving)


@requires(Permission.STAFF_EDIT)
@require_POST
def closure_removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Let a colleague in again."""
    member = _member(pk)
    actions.reopen(member=member, by=request.user, at=timezone.now())
    return _done(
        request, _("The invitation goes to %(email)s.") % {"email": member.email}
    )


def _member(pk: UUID) -> User:
    return get_object_or_404(User.objects.staff(), pk=pk)


def _name(member: User) -> dict[str, str]:
    return {"name": member.name}


def _done(request: PortalRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("desk:staff:list")


def _page(
    request: PortalRequest, template: str, form: Form, member: User, **more: object
) -> HttpResponse:
    context = {"form": form, "member": member, **more}
    status = UNPROCESSABLE if form.errors else None
    return render(request, template, context, status=status)
