"""What operators ask for beside the runs of a firm. In `public`."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from provisioning.backup import queries as backups
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError
from tenants.models import Firm
from tenants.outbox.models import Delivery


@transaction.atomic
def hold_drill(firm: Firm | None, *, by: User, at: datetime) -> Firm:
    """Have the last backup of a firm tried, of one by chance when none is named.

    Returns the firm. Raises DomainError when there is no backup to try.
    """
    chosen = firm or backups.some_firm()
    backup = backups.latest(chosen) if chosen else None
    if chosen is None or backup is None:
        raise DomainError(_("There is no backup to try yet."))
    audit.record("backup.drill_requested", chosen, by=by, at=at, backup=str(backup.pk))
    outbox.publish("drill.requested", backup=backup.pk)
    return chosen


@transaction.atomic
def deliver_again(delivery: Delivery, *, by: User, at: datetime) -> None:
    """Try a delivery of the platform's own again that was given up.

    The sweep finds it within seconds. Raises DomainError when it was not given up.
    """
    found = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if found.failed_at is None:
        raise DomainError(_("This delivery was not given up."))
    found.failed_at, found.attempts, found.due_at = None, 0, at
    found.save(update_fields=["failed_at", "attempts", "due_at"])
    audit.record("delivery.retried", found, by=by, at=at, consumer=found.consumer)
