"""The firm's own: its schema and role, its files with all versions, backups, cache."""

from __future__ import annotations

from django.conf import settings

from provisioning.models import Run
from tenants import cache, crypto, scope
from tenants.database import roles
from tenants.storage import erasing


def drop_schema(run: Run) -> None:
    """The point of no return. Waits for whoever still works in the schema."""
    with scope.as_owner():
        roles.drop_schema(run.firm.schema_name)


def drop_role(run: Run) -> None:
    """Web and worker cannot take the role any more, whatever they remember."""
    with scope.as_owner():
        roles.drop_role(run.firm.schema_name)


def erase_files(run: Run) -> None:
    """Every file, and every version of it."""
    erasing.erase(settings.FILES, run.firm_id)


def erase_backups(run: Run) -> None:
    """Everything in the firm's part of the backup place."""
    erasing.erase(settings.BACKUPS, run.firm_id)


def forget_cache(run: Run) -> None:
    """Every key of the firm in every cache."""
    cache.forget(run.firm.schema_name)


def destroy_key(run: Run) -> None:
    """What a copy may hold that we do not know of is unreadable from now on."""
    crypto.destroy_key(run.firm_id)
