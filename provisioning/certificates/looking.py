"""Look at one host, or at all that are due."""

from __future__ import annotations

import logging
import time
from datetime import datetime

from django.conf import settings

from provisioning.certificates import queries, turn
from provisioning.certificates.probe import Outcome, probe
from provisioning.certificates.record import note
from tenants import scope
from tenants.domains.models import CertificateState

MOST = 500  # hosts in one sweep
LONGEST = 45.0  # seconds of one sweep: runs of firms wait behind it

log = logging.getLogger(__name__)


def warm(host: str, *, at: datetime, is_first_try: bool) -> bool:
    """Have the edge order for a host, and see. Whether that is settled.

    Not settled: another host is being looked at, or the certificate is still to come.
    """
    if not settings.EDGE_PROBE or not is_served(host):
        return True
    with turn.taken() as is_ours:
        if not is_ours:
            return False
        row = note(host, probe(host, at=at), at=at, is_first_try=is_first_try)
    return row.state != CertificateState.ISSUING


def look_at_due(*, at: datetime) -> int:
    """Look at every host that is due, one after another; how many were looked at."""
    if not settings.EDGE_PROBE:
        return 0
    end = time.monotonic() + LONGEST
    with scope.public():
        hosts = queries.due(at, limit=MOST)
    for done, host in enumerate(hosts):
        if time.monotonic() > end or not _looked_at(host, at):
            return done
    return len(hosts)


def _looked_at(host: str, at: datetime) -> bool:
    """Whether it was our turn, and the edge was there to be asked."""
    with turn.taken() as is_ours:
        if not is_ours:
            return False
        finding = probe(host, at=at)
        row = note(host, finding, at=at)
    if row.state == CertificateState.FAILING:
        log.warning("the certificate of %s fails: %s", host, row.reason)
    return finding.outcome is not Outcome.AWAY


def is_served(host: str) -> bool:
    """Whether the edge may have a certificate for it. Outside of any scope."""
    with scope.public():
        return queries.is_served(host)
