"""The rows with which every firm starts."""

from __future__ import annotations

from portal.branding import actions as branding
from portal.branding.models import Brand
from portal.cases import area_actions as areas
from portal.cases.models import PracticeArea
from portal.progress import stage_actions as stages
from portal.requests import lists
from provisioning.models import Run
from tenants import scope


def do(run: Run) -> None:
    """Give the firm a look and its first practice areas; its first numbers and people
    come by themselves."""
    with scope.scope(run.firm):
        branding.seed()
        areas.seed()
        stages.seed()
        lists.seed()


def undo(run: Run) -> None:
    """Take the rows away."""
    with scope.scope(run.firm):
        Brand.objects.all().delete()
        PracticeArea.objects.all().delete()
