"""Back a firm up, try a backup, restore one, and give the firm its data."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from controlplane.fleet import file
from controlplane.fleet.danger import Danger, page, told, typed
from controlplane.fleet.forms import RestoreForm
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from provisioning import actions
from provisioning.backup import actions as backups
from provisioning.models import RunKind


@requires(Permission.FLEET_BACKUP)
@require_POST
def backup(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Make a backup now."""
    firm = file.find(pk)
    backups.back_up(firm, by=request.user, at=timezone.now())
    return told(request, firm, _("A backup is being made."))


@requires(Permission.FLEET_BACKUP)
@require_POST
def export(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Have the firm's data put in one file, for its owners alone."""
    firm = file.find(pk)
    actions.start(RunKind.EXPORT, firm, by=request.user, at=timezone.now())
    return told(request, firm, _("An export is being made. The firm's owners get it."))


@requires(Permission.FLEET_BACKUP)
@require_http_methods(["GET", "HEAD", "POST"])
def restoration(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Put a backup in the place of what is there."""
    firm = file.find(pk)
    form = RestoreForm(typed(request), firm=firm)
    danger = Danger(
        title=_("Restore %(firm)s from a backup") % {"firm": firm.name},
        effects=(
            _("What the firm and its clients did since that backup is gone."),
            _("The portal is closed while the two are swapped."),
            _("A backup of the present state is made first."),
        ),
        button=_("Restore this backup"),
        done=_("The backup is being restored."),
    )
    return page(request, firm, danger, form, lambda: backups.restore(
        form.cleaned_data["backup"], by=request.user, at=timezone.now(),
        reason=form.cleaned_data["reason"],
    ))  # fmt: skip
