"""The firm's schema: empty, owned by `owner`."""

from __future__ import annotations

from provisioning.models import Run
from tenants import scope
from tenants.database import roles


def do(run: Run) -> None:
    """Make the schema."""
    with scope.as_owner():
        roles.create_schema(run.firm.schema_name)


def undo(run: Run) -> None:
    """Drop the schema with whatever is in it."""
    with scope.as_owner():
        roles.drop_schema(run.firm.schema_name)
