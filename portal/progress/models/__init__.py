"""Stages of a practice area, and how far each case is in them."""

from portal.progress.models.changes import HOLD, StageChange, StageChangeQuerySet
from portal.progress.models.stages import LANGUAGES, Stage, StageQuerySet, named

__all__ = [
    "HOLD",
    "LANGUAGES",
    "Stage",
    "StageChange",
    "StageChangeQuerySet",
    "StageQuerySet",
    "named",
]
