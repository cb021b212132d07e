"""What goes through a firm's files each night."""

from __future__ import annotations

import logging
from datetime import datetime

from tenants.storage import sweeping

log = logging.getLogger(__name__)


def sweep(at: datetime) -> None:
    """Remove what nothing knows, and write what is missing to the log."""
    found = sweeping.sweep(at=at, is_repair=True)
    if found.missing:
        log.error("%d stored files are missing: %s", len(found.missing), found.missing)
    if not found.is_clean:
        log.warning(
            "swept %d files that nothing knows and %d unfinished; %d are of an unknown "
            "kind", len(found.orphans), found.unfinished, len(found.unknown),
        )  # fmt: skip
