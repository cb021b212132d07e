"""Numbers that operators see of a firm. Counts, never content. In `public`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tenants.keys import ScopedModel
from tenants.models import Firm


class Usage(ScopedModel):
    """What a firm used when it was last measured."""

    firm = models.OneToOneField(Firm, models.CASCADE, related_name="usage")
    staff = models.PositiveIntegerField(default=0)
    clients = models.PositiveIntegerField(default=0)
    cases = models.PositiveIntegerField(default=0)
    documents = models.PositiveIntegerField(default=0)
    messages = models.PositiveIntegerField(default=0)
    storage_bytes = models.PositiveBigIntegerField(default=0)
    outbox_waiting = models.PositiveIntegerField(default=0)
    outbox_oldest_at = models.DateTimeField(null=True)
    last_activity_at = models.DateTimeField(null=True)
    measured_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["last_activity_at"], name="usage_activity"),
        ]

    def __str__(self) -> str:
        return f"usage of {self.firm_id}"
