"""What operators and the clock ask for. In `public`; the work is done by runs."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from provisioning import starting
from provisioning.backup.models import Backup, BackupState
from provisioning.models import Run, RunKind
from tenants.accounts.models import User
from tenants.errors import DomainError
from tenants.models import Firm


def back_up(firm: Firm, *, by: User | None, at: datetime, reason: str = "") -> Run:
    """Keep the firm as it is now. The backup has the run's key.

    Raises DomainError when the firm's state does not allow it, or another run is under
    way.
    """
    return starting.start(RunKind.BACKUP, firm, by=by, at=at, reason=reason)


def restore(backup: Backup, *, by: User | None, at: datetime, reason: str) -> Run:
    """Put a firm back to what it was. Raises DomainError, as `back_up` does.

    What is there now is kept first, as a backup with the run's key. Everybody signs in
    again afterwards: a session names the schema it was made in.
    """
    if backup.state != BackupState.DONE:
        raise DomainError(_("This backup is not complete, or no longer kept."))
    if not reason.strip():
        raise DomainError(_("Give a reason: it is written in the log."))
    return starting.start(
        RunKind.RESTORE,
        backup.firm,
        by=by,
        at=at,
        reason=reason.strip(),
        backup=backup.pk,
    )
