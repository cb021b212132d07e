"""The firm's role in PostgreSQL, which web and worker take to work for the firm."""

from __future__ import annotations

from provisioning.models import Run
from tenants import scope
from tenants.database import roles


def do(run: Run) -> None:
    """Make the role, without any rights yet."""
    with scope.as_owner():
        roles.create_role(run.firm.schema_name)


def undo(run: Run) -> None:
    """Drop the role and its rights."""
    with scope.as_owner():
        roles.drop_role(run.firm.schema_name)
