"""Updates of a case, what they said before, and the promise of a next one."""

from portal.updates.models.promises import NextUpdate, UpdateRules
from portal.updates.models.updates import (
    HOLD,
    LONGEST,
    LONGEST_TITLE,
    Update,
    UpdateAttachment,
    UpdateQuerySet,
    UpdateVersion,
)

__all__ = [
    "HOLD",
    "LONGEST",
    "LONGEST_TITLE",
    "NextUpdate",
    "Update",
    "UpdateAttachment",
    "UpdateQuerySet",
    "UpdateRules",
    "UpdateVersion",
]
