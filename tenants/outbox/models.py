"""Events, and who must still hear of them."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.utils import timezone

from tenants.keys import ScopedModel


class Event(ScopedModel):
    """Something happened. The payload holds keys of rows, never content."""

    topic = models.CharField(max_length=64)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["created_at"], name="outbox_event_created"),
        ]

    def __str__(self) -> str:
        return self.topic


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries, by what is left to do."""

    def waiting(self) -> Self:
        """Not done yet, and not given up."""
        return self.filter(done_at=None, failed_at=None)

    def due(self, at: datetime) -> Self:
        """Waiting, and their time has come."""
        return self.waiting().filter(due_at__lte=at)


class Delivery(ScopedModel):
    """One consumer hears of one event, once."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="deliveries")
    consumer = models.CharField(max_length=120)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["event", "consumer"], name="outbox_delivery_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(done_at=None, failed_at=None),
                name="outbox_delivery_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} to {self.consumer}"
