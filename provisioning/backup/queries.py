"""What is asked about backups. In `public`."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from provisioning.backup.models import Backup, BackupState, Drill
from provisioning.models import Run, RunKind
from tenants.models import Firm, FirmState

EVERY = timedelta(hours=24)
DRILL_EVERY = timedelta(days=7)
KEPT_IN = (FirmState.ACTIVE, FirmState.SUSPENDED)


def firms_due(at: datetime, *, most: int) -> list[Firm]:
    """Firms without a backup of the last day, and with nothing under way.

    Those that wait for longest come first; a few at a time spread the work.
    """
    busy = Run.objects.unfinished().values("firm")
    firms = Firm.objects.filter(state__in=KEPT_IN).exclude(pk__in=busy)
    waiting = firms.annotate(last_backup_at=Subquery(_last())).filter(
        Q(last_backup_at=None) | Q(last_backup_at__lte=at - EVERY)
    )
    return list(waiting.order_by(F("last_backup_at").asc(nulls_first=True))[:most])


def latest(firm: Firm) -> Backup | None:
    """The firm's last finished backup."""
    return kept(firm).order_by("-started_at").first()


def kept(firm: Firm) -> QuerySet[Backup]:
    """The firm's backups that can be restored."""
    return Backup.objects.filter(firm=firm, state=BackupState.DONE)


def given_up() -> list[Run]:
    """Backups that were tried too often: they must not stand in the firm's way."""
    runs = Run.objects.unfinished().filter(kind=RunKind.BACKUP, due_at=None)
    return list(runs.select_related("firm"))


def is_drill_due(at: datetime) -> bool:
    """Whether the last drill is a week ago."""
    return not Drill.objects.filter(started_at__gt=at - DRILL_EVERY).exists()


def some_firm() -> Firm | None:
    """A firm by chance, of those that have a backup."""
    done = Backup.objects.filter(state=BackupState.DONE).values("firm")
    keys = list(
        Firm.objects.filter(pk__in=done, state__in=KEPT_IN).values_list("pk", flat=True)
    )
    return Firm.objects.get(pk=secrets.choice(keys)) if keys else None


def _last() -> QuerySet[Backup, datetime]:
    done = Backup.objects.filter(firm=OuterRef("pk"), state=BackupState.DONE)
    return done.order_by("-started_at").values_list("started_at", flat=True)[:1]
