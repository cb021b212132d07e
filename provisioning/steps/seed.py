"""The rows with which every firm starts."""

from __future__ import annotations

from portal.branding import actions as branding
from portal.branding.models import Brand
from provisioning.models import Run
from tenants import scope


def do(run: Run) -> None:
    """Give the firm a look; its first numbers and people come by themselves."""
    with scope.scope(run.firm):
        branding.seed()


def undo(run: Run) -> None:
    """Take the rows away."""
    with scope.scope(run.firm):
        Brand.objects.all().delete()
