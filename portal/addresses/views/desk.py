"""The firm's pages about its addresses."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
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
from portal.access.permissions import Permission, allowed
from portal.addresses import actions
from portal.addresses.forms import AddressForm
from portal.addresses.models import Address
from portal.addresses.overview import Overview
from tenants.errors import DomainError

UNPROCESSABLE = 422
GONE_SHOWN = 20


@requires(Permission.SETTINGS_VIEW)
@require_safe
def addresses(request: PortalRequest) -> HttpResponse:
    """Where the firm is reached: the platform's address, and its own."""
    now = timezone.now()
    newest = Address.objects.order_by("-created_at")
    open_, gone = newest.open(), newest.gone()[:GONE_SHOWN]
    context = {
        "overviews": [Overview(each, request.firm, at=now) for each in open_],
        "gone": gone,
        "platform_host": f"{request.firm.slug}.{settings.PLATFORM_HOST}",
        "primary_host": request.firm.primary_host,
        "form": AddressForm(),
        "may_edit": allowed(request.user.role, Permission.ADDRESS_EDIT),
    }
    return render(request, "addresses/list.html", context)


@requires(Permission.ADDRESS_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest) -> HttpResponse:
    """Add an address."""
    form = AddressForm(request.POST or None)
    if form.is_valid() and (address := _added(request, form)):
        return redirect("desk:addresses:detail", pk=address.pk)
    status = UNPROCESSABLE if form.errors else None
    return render(request, "addresses/form.html", {"form": form}, status=status)


@requires(Permission.SETTINGS_VIEW)
@require_safe
def detail(request: PortalRequest, pk: UUID) -> HttpResponse:
    """One address: what to do, and how it stands."""
    return render(request, "addresses/detail.html", _context(request, _found(pk)))


@requires(Permission.SETTINGS_VIEW)
@require_safe
def standing(request: PortalRequest, pk: UUID) -> HttpResponse:
    """How it stands, for a page that is open before somebody who may only look."""
    context = _context(request, _found(pk))
    return render(request, "addresses/_standing.html", context)


@requires(Permission.ADDRESS_EDIT)
@require_POST
def look(request: PortalRequest, pk: UUID) -> HttpResponse:
    """The same for who may change it; DNS is asked often while the page is open."""
    address = _found(pk)
    actions.watch(address, at=timezone.now())
    return render(request, "addresses/_standing.html", _context(request, address))


@requires(Permission.ADDRESS_EDIT)
@require_POST
def check(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Ask DNS again."""
    actions.check(_found(pk), by=request.user, at=timezone.now())
    messages.info(request, _("We are asking again. It takes a few seconds."))
    return redirect("desk:addresses:detail", pk=pk)


@requires(Permission.ADDRESS_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Say what removing means, then remove."""
    address = _found(pk)
    if request.method != "POST":
        return render(request, "addresses/removal.html", _context(request, address))
    was_gone = address.is_gone
    actions.remove(address, by=request.user, at=timezone.now())
    if not was_gone:
        messages.success(
            request, _("%(host)s is being removed.") % {"host": address.host}
        )
    return redirect("desk:addresses:list")


@requires(Permission.ADDRESS_EDIT)
@require_POST
def primary(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Build links from this address."""
    address = _found(pk)
    actions.make_primary(address, by=request.user, at=timezone.now())
    messages.success(
        request, _("Links will lead to %(host)s in a moment.") % {"host": address.host}
    )
    return redirect("desk:addresses:detail", pk=pk)


@requires(Permission.ADDRESS_EDIT)
@require_POST
def platform_primary(request: PortalRequest) -> HttpResponse:
    """Build links from the address under the platform's name again."""
    actions.use_platform_address(by=request.user, at=timezone.now())
    host = f"{request.firm.slug}.{settings.PLATFORM_HOST}"
    messages.success(
        request, _("Links will lead to %(host)s in a moment.") % {"host": host}
    )
    return redirect("desk:addresses:list")


def _found(pk: UUID) -> Address:
    return get_object_or_404(Address, pk=pk)


def _context(request: PortalRequest, address: Address) -> dict[str, object]:
    return {
        "overview": Overview(address, request.firm, at=timezone.now()),
        "address": address,
        "may_edit": allowed(request.user.role, Permission.ADDRESS_EDIT),
    }


def _added(request: PortalRequest, form: AddressForm) -> Address | None:
    """The new row; a refusal becomes an error of the field."""
    try:
        return actions.add(**form.cleaned_data, by=request.user, at=timezone.now())
    except DomainError as refusal:
        form.add_error("host", refusal.message)
        return None
