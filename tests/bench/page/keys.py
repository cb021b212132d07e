"""The base of a plain row: a uuidv7 key, and nothing that knows of firms."""

from __future__ import annotations

import uuid_utils.compat
from django.db import models


class PlainRow(models.Model):
    """A row with the same key as ours."""

    id = models.UUIDField(primary_key=True, default=uuid_utils.compat.uuid7)

    class Meta:
        abstract = True
