"""The steps of an export. The file goes to the firm's owners, never to operators."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.subscription import actions
from portal.subscription.models import Export
from provisioning.exports import packing
from provisioning.models import Run
from provisioning.steps.step import Step
from tenants import scope


def do(run: Run) -> None:
    """Pack everything, and tell the owners. The file of an earlier try is replaced."""
    with scope.scope(run.firm):
        export = _export(run)
        if not export.is_waiting:
            return
        packed = packing.pack(export.key)
        actions.finish_export(
            export, size=packed.size, sha256=packed.sha256, at=timezone.now()
        )


def undo(run: Run) -> None:
    """Take the file and the row away."""
    with scope.scope(run.firm):
        export = _export(run)
        default_storage.delete(export.key)
        export.delete()


def _export(run: Run) -> Export:
    """The export that an owner asked for; an operator's is made under the run's key."""
    if asked := run.parameters.get("export"):
        return Export.objects.get(pk=asked)
    export, _is_new = Export.objects.get_or_create(
        pk=run.pk, defaults={"requested_at": run.created_at}
    )
    return export


STEPS = (Step("pack", _("Your data, as a file"), do, undo),)
