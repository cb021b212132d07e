"""Primary keys and the base of every model of ours.

Keys are uuidv7 (RFC 9562): made here, unique across firms and database nodes, in
order of time for the index. Tables that must one day be spread over several
machines cannot change their key's type later.
"""

from __future__ import annotations

from typing import Any, Self
from uuid import UUID

import uuid_utils.compat
from django.db import models

from tenants import scope

STAMP = "scope_schema"


def uuid7() -> UUID:
    """A new primary key."""
    return uuid_utils.compat.uuid7()


class ScopedModel(models.Model):
    """A row with a uuidv7 key that remembers which schema it was read from.

    Saving, deleting or following it under another firm raises SecondFirm; see
    `tenants.database.router`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        """Read a row, and stamp it with the schema in force."""
        instance = super().from_db(*args, **kwargs)
        setattr(instance._state, STAMP, scope.current().schema)
        return instance
