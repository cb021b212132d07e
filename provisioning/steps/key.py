"""The firm's data key, outside of PostgreSQL: made once, and the first one stays."""

from __future__ import annotations

from provisioning.models import Run
from tenants.crypto import keystore


def do(run: Run) -> None:
    """Make the key. A rollback leaves it behind, and the next attempt finds it."""
    keystore.create(run.firm_id)


def undo(run: Run) -> None:
    """Destroy the key."""
    keystore.destroy(run.firm_id)
