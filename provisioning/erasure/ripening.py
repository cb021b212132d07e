"""Closing firms whose time of grace is over become runs of erasure."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from provisioning import starting
from provisioning.models import RunKind
from tenants import scope
from tenants.errors import DomainError
from tenants.models import Firm, FirmState

REASON = "The time of grace is over."

log = logging.getLogger(__name__)


def start_due(at: datetime) -> int:
    """Start them; how many. Outside of any scope. Safe to repeat, and at once.

    A firm with another run under way is left to the next time.
    """
    with scope.public():
        firms = list(Firm.objects.filter(state=FirmState.CLOSING, erase_at__lte=at))
        return sum(_start(firm, at) for firm in firms)


def _start(firm: Firm, at: datetime) -> bool:
    try:
        with transaction.atomic():
            starting.start(RunKind.ERASURE, firm, by=None, at=at, reason=REASON)
    except DomainError as refusal:
        log.warning("firm %s is not erased yet: %s", firm.pk, refusal.message)
        return False
    return True
