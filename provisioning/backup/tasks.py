"""The clock's side: a few backups at a time, and a drill each week."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from provisioning import driver
from provisioning.backup import drills, queries
from provisioning.backup.models import Backup
from provisioning.models import RunKind
from provisioning.starting import start
from tenants import scope
from tenants.errors import DomainError
from tenants.tasks import FleetTask

AT_ONCE = 20  # every five minutes: 5,760 firms a day


@shared_task(name="provisioning.backups.due", base=FleetTask)
def due() -> int:
    """Start the backups whose time has come; how many."""
    now = timezone.now()
    with scope.public():
        stuck = queries.given_up()
        firms = queries.firms_due(now, most=AT_ONCE)
    for run in stuck:
        driver.undo(run.pk)
    for firm in firms:
        with suppress(DomainError), scope.public():  # another run was quicker
            start(RunKind.BACKUP, firm, by=None, at=now)
    return len(firms)


@shared_task(name="provisioning.backups.drill_due", base=FleetTask)
def drill_due() -> None:
    """Hold a drill with a firm by chance, when the last one is a week ago."""
    now = timezone.now()
    drills.end_lost(at=now)
    with scope.public():
        firm = queries.some_firm() if queries.is_drill_due(now) else None
        backup = queries.latest(firm) if firm else None
    if backup:
        drills.hold(backup, at=now)


@shared_task(name="provisioning.backups.drill", base=FleetTask)
def drill(*, backup_id: str) -> None:
    """Hold a drill that somebody asked for."""
    with scope.public():
        backup = Backup.objects.filter(pk=UUID(backup_id)).first()
    if backup:
        drills.hold(backup, at=timezone.now())
