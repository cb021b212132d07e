"""The steps of a backup. Its key is the run's: an attempt finds what the last one left.

The clean-up is the last step, and not a task of its own: only one run of a firm is
under way at a time, so nothing is removed that another one counts on.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from provisioning.backup import keeping, retention
from provisioning.backup.models import BackupState
from provisioning.models import Run
from provisioning.steps.step import Step, nothing
from tenants import scope


def write_rows(run: Run) -> None:
    """Read all tables at one moment."""
    now = timezone.now()
    with scope.public():
        keeping.begin(run.firm, run.pk, at=now)
    keeping.write_rows(run.firm, run.pk, at=now)


def discard(run: Run) -> None:
    """Remove what was written; the row stays, and says that it failed."""
    keeping.discard(run.firm, run.pk)
    with scope.public():
        backup = keeping.begin(run.firm, run.pk, at=run.created_at)
        backup.state, backup.finished_at = BackupState.FAILED, timezone.now()
        backup.error = run.error
        backup.save(update_fields=["state", "finished_at", "error"])
    retention.sweep(run.firm)


def copy_objects(run: Run) -> None:
    """Copy the files that are new."""
    keeping.copy_objects(run.firm, run.pk)


def seal(run: Run) -> None:
    """See that it is whole, and count it."""
    keeping.seal(run.firm, run.pk, at=timezone.now())


def clean_up(run: Run) -> None:
    """Remove backups that are no longer kept, and what no other one needs."""
    retention.tidy(run.firm, at=timezone.now())


STEPS = (
    Step("rows", _("The rows of all tables"), write_rows, discard),
    Step("objects", _("The stored files"), copy_objects, nothing),
    Step("seal", _("The list of it all"), seal, nothing),
    Step("retention", _("What is no longer kept"), clean_up, None),
)
