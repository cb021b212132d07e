"""When a firm needs a person, in SQL. All of it is told from `public`.

Each cause is a set of firms' keys, so that a thousand firms cost a few scans of small
indexes, and not a thousand look-ups.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField, Value

from controlplane.status.statement import Statement
from provisioning.backup.models import Backup, BackupState, Drill, DrillState
from provisioning.models import FINISHED, Run, RunState
from provisioning.usage.models import Usage
from tenants.database import template
from tenants.domains.models import (
    Certificate,
    CertificateState,
    Claim,
    ClaimState,
)
from tenants.models import Firm, FirmState

BACKUP_LATE = timedelta(hours=26)  # daily, and two hours for the queue
EVENT_LATE = timedelta(minutes=5)
EXPIRY_NEAR = timedelta(days=14)  # the edge renews long before
KEPT = (FirmState.ACTIVE, FirmState.SUSPENDED)  # have data that is looked after


class Cause(StrEnum):
    """Why a firm needs a person."""

    RUN = "run"
    CERTIFICATE = "certificate"
    DOMAIN = "domain"
    BACKUP = "backup"
    DRILL = "drill"
    RELEASE = "release"
    OUTBOX = "outbox"


def causes(at: datetime) -> dict[Cause, Q]:
    """For each cause, which firms have it now."""
    return {
        Cause.RUN: Q(pk__in=Run.objects.filter(stuck_runs()).values("firm")),
        Cause.CERTIFICATE: Q(
            pk__in=Certificate.objects.filter(
                bad_certificates(at), firm__isnull=False
            ).values("firm")
        ),
        Cause.DOMAIN: Q(pk__in=Claim.objects.filter(wrong_claims()).values("firm")),
        Cause.BACKUP: late_backups(at),
        Cause.DRILL: Q(pk__in=failed_drills().values("backup__firm")),
        Cause.RELEASE: behind(),
        Cause.OUTBOX: Q(
            state=FirmState.ACTIVE, pk__in=late_outboxes(at).values("firm")
        ),
    }


def needed(at: datetime) -> Q:
    """Firms with any cause."""
    return ~Q(state=FirmState.ERASED) & reduce(or_, causes(at).values())


def pairs(at: datetime) -> list[tuple[UUID, str]]:
    """(firm, cause) for every cause of every firm that needs a person; one query."""
    return _PAIRS.rows(at)


def _pairs(at: datetime) -> QuerySet[Firm, tuple[UUID, str]]:
    parts = [
        Firm.objects.filter(~Q(state=FirmState.ERASED), having)
        .annotate(cause=Value(str(cause), output_field=TextField()))
        .values_list("pk", "cause")
        for cause, having in causes(at).items()
    ]
    return parts[0].union(*parts[1:], all=True)


_PAIRS = Statement(_pairs)


def stuck_runs() -> Q:
    """Runs that failed, whether they are tried again or were given up."""
    return ~Q(state__in=FINISHED) & (Q(state=RunState.FAILED) | Q(due_at=None))


def bad_certificates(at: datetime) -> Q:
    """Certificates that fail, or end soon although they should be renewed by now."""
    near = Q(state=CertificateState.ACTIVE, not_after__lte=at + EXPIRY_NEAR)
    return Q(state=CertificateState.FAILING) | near


def wrong_claims() -> Q:
    """Proven addresses whose DNS no longer says what it must."""
    wrong = Q(state=ClaimState.VERIFIED, wrong_since__isnull=False)
    return wrong | Q(state=ClaimState.SUSPENDED)


def late_backups(at: datetime) -> Q:
    """Firms older than a day whose last good backup is, too."""
    fresh = Backup.objects.filter(
        state=BackupState.DONE, finished_at__gt=at - BACKUP_LATE
    )
    is_old = Q(state__in=KEPT, created_at__lte=at - BACKUP_LATE)
    return is_old & ~Q(pk__in=fresh.values("firm"))


def failed_drills() -> QuerySet[Drill]:
    """Drills that failed, with none since that passed for the same firm."""
    passed = Drill.objects.filter(
        state=DrillState.PASSED,
        backup__firm=OuterRef("backup__firm"),
        started_at__gt=OuterRef("started_at"),
    )
    return Drill.objects.filter(~Exists(passed), state=DrillState.FAILED)


def behind() -> Q:
    """Firms whose tables are of another release than the code that runs."""
    return Q(state__in=KEPT) & ~Q(release=template.release())


def late_outboxes(at: datetime) -> QuerySet[Usage]:
    """Measurements of firms in which an event waited too long."""
    return Usage.objects.filter(outbox_oldest_at__lt=at - EVENT_LATE)
