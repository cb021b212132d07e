"""Seals the logs, firm by firm, in an ordinary worker; and takes away what is older
than a firm wants to keep, in the one that logs in as `owner`."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import takewhile

from botocore.exceptions import BotoCoreError, ClientError
from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from tenants import scope
from tenants.audit import removing, rows, sealing
from tenants.models import Firm, FirmState
from tenants.tasks import FleetTask

log = logging.getLogger(__name__)
WITH_LOGS = (FirmState.ACTIVE, FirmState.SUSPENDED, FirmState.CLOSING)
OUT_OF_REACH = (DatabaseError, OSError, BotoCoreError, ClientError)
ENOUGH = timedelta(minutes=2)  # of one run: the rest is for the next


@shared_task(name="audit.seal", base=FleetTask)
def seal() -> int:
    """Seal what was written since the last time, in `public` and in each firm."""
    return _seal_all(since=None)


@shared_task(name="audit.seal_late", base=FleetTask)
def seal_late() -> int:
    """Seal whatever is in no seal, however old: seldom, as it reads whole logs."""
    return _seal_all(since=rows.EVER)


@shared_task(name="audit.remove", base=FleetTask)
def remove() -> int:
    """Take away what is older than the firms want to keep: a piece of each firm in
    turn, until nothing is left or time is up."""
    until, done = timezone.now() + ENOUGH, 0
    with scope.public():
        firms = list(Firm.objects.filter(state__in=WITH_LOGS).order_by("?"))
    while firms:
        removed = [(firm, _remove(firm)) for firm in _in_time(firms, until)]
        done += sum(count for _firm, count in removed)
        firms = [firm for firm, count in removed if count]
    return done


def _in_time(firms: list[Firm], until: datetime) -> Iterator[Firm]:
    return takewhile(lambda _firm: timezone.now() < until, firms)


def _remove(firm: Firm) -> int:
    """One whose tables are in the way right now is left for the next time."""
    try:
        with scope.as_owner(firm.schema_name):
            return removing.remove_piece(at=timezone.now())
    except DatabaseError as error:
        log.error("the log of %s keeps old rows: %s", firm.pk, type(error).__name__)
        return 0


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
