"""Seals the logs, firm by firm, in an ordinary worker."""

from __future__ import annotations

import logging
from datetime import datetime

from botocore.exceptions import BotoCoreError, ClientError
from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from tenants import scope
from tenants.audit import rows, sealing
from tenants.models import Firm, FirmState
from tenants.tasks import FleetTask

log = logging.getLogger(__name__)
WITH_LOGS = (FirmState.ACTIVE, FirmState.SUSPENDED, FirmState.CLOSING)
OUT_OF_REACH = (DatabaseError, OSError, BotoCoreError, ClientError)


@shared_task(name="audit.seal", base=FleetTask)
def seal() -> int:
    """Seal what was written since the last time, in `public` and in each firm."""
    return _seal_all(since=None)


@shared_task(name="audit.seal_late", base=FleetTask)
def seal_late() -> int:
    """Seal whatever is in no seal, however old: seldom, as it reads whole logs."""
    return _seal_all(since=rows.EVER)


def _seal_all(*, since: datetime | None) -> int:
    with scope.public():
        done = _seal(chain="public", since=since)
        firms = list(Firm.objects.filter(state__in=WITH_LOGS))
    for firm in firms:
        with scope.scope(firm):
            done += _seal(chain=str(firm.pk), since=since)
    return done


def _seal(*, chain: str, since: datetime | None) -> int:
    """One that cannot be sealed right now (its schema is being restored, the anchors
    are out of reach) is left for the next time, and does not hold up the others."""
    try:
        return sealing.seal(at=timezone.now(), since=since)
    except OUT_OF_REACH as error:
        log.error("the log of %s was not sealed: %s", chain, type(error).__name__)
        return 0
