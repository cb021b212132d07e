"""Suspend, resume, close, reopen and erase a firm: each begins a run."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from controlplane.fleet import file
from controlplane.fleet.danger import Danger, page, told, typed
from controlplane.fleet.forms import ConfirmedForm, ErasureForm, ReasonForm
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from provisioning import actions, transitions
from provisioning.models import RunKind

METHODS = ["GET", "HEAD", "POST"]


@requires(Permission.FLEET_STEER)
@require_http_methods(METHODS)
def suspension(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Close the firm's door for a while."""
    firm = file.find(pk)
    form = ReasonForm(typed(request))
    danger = Danger(
        title=_("Suspend %(firm)s") % {"firm": firm.name},
        effects=(
            _("Its people and clients see a page that says the portal is closed."),
            _("Mails and other work of the firm wait until it is resumed."),
            _("Its data stays as it is. You can resume it at any time."),
        ),
        button=_("Suspend this firm"),
        done=_("The firm is being suspended."),
    )
    return page(request, firm, danger, form, lambda: actions.suspend(
        firm, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"]
    ))  # fmt: skip


@requires(Permission.FLEET_STEER)
@require_POST
def resumption(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Open a suspended firm again."""
    firm = file.find(pk)
    actions.resume(firm, by=request.user, at=timezone.now())
    return told(request, firm, _("The firm is being opened again."))


@requires(Permission.FLEET_ERASE)
@require_http_methods(METHODS)
def closing(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Close the firm for good: it is erased when the time of grace is over."""
    firm = file.find(pk)
    form = ConfirmedForm(typed(request), firm=firm)
    days = {"days": settings.ERASURE_GRACE_DAYS}
    danger = Danger(
        title=_("Close %(firm)s") % {"firm": firm.name},
        effects=(
            _("The portal is closed at once, and the firm's owners get a mail."),
            _("For %(days)s days you can reopen it, and nothing is lost.") % days,
            _(
                "After %(days)s days it is erased: cases, documents, accounts, keys "
                "and backups. Nobody can bring them back."
            )
            % days,
        ),
        button=_("Close this firm"),
        done=_("The firm is being closed."),
    )
    return page(request, firm, danger, form, lambda: actions.close(
        firm, by=request.user, at=timezone.now(), **_confirmed(form)
    ))  # fmt: skip


@requires(Permission.FLEET_STEER)
@require_POST
def reopening(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Keep a firm that was closing."""
    firm = file.find(pk)
    actions.reopen(firm, by=request.user, at=timezone.now())
    return told(request, firm, _("The firm is being reopened."))


@requires(Permission.FLEET_ERASE)
@require_http_methods(METHODS)
def erasure(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Erase a closing firm before its day; any other firm must be closed first."""
    firm = file.find(pk)
    if not transitions.may_start(RunKind.ERASURE, firm):
        raise Http404
    form = ErasureForm(typed(request), firm=firm)
    danger = Danger(
        title=_("Erase %(firm)s now") % {"firm": firm.name},
        effects=(
            _("All cases, documents, accounts, keys and backups are erased now."),
            _("Nobody can bring them back: not the firm, and not we."),
            _("What remains is a signed record that it was erased."),
        ),
        button=_("Erase now"),
        done=_("The firm is being erased."),
    )
    return page(request, firm, danger, form, lambda: actions.erase(
        firm, by=request.user, at=timezone.now(), **_confirmed(form)
    ))  # fmt: skip


def _confirmed(form: ConfirmedForm) -> dict[str, str]:
    return {key: form.cleaned_data[key] for key in ("reason", "typed")}
