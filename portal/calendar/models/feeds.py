"""The secret address at which somebody's own calendar program reads his dates."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from tenants import crypto
from tenants.keys import ScopedModel

DIGEST_BYTES = 32  # SHA-256
NOTED_EVERY = timedelta(hours=1)


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    """Feeds, by what opens them."""

    def opened_by(self, token: str) -> Self:
        """The one with this token, of somebody who may sign in."""
        return self.filter(digest=crypto.digest(token), user__is_active=True)

    def not_noted_since(self, at: datetime) -> Self:
        """Those of which no fetch was written down in the last hour."""
        late = models.Q(fetched_at__lte=at - NOTED_EVERY)
        return self.filter(late | models.Q(fetched_at=None))


class CalendarFeed(ScopedModel):
    """Somebody's feed. Only a digest of its address is kept; a new one is a new row.

    Its holder reads times and kinds without signing in, and nothing else.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed"
    )
    digest = models.BinaryField(max_length=DIGEST_BYTES, unique=True)
    created_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)  # to the hour

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Exact(Length("digest"), DIGEST_BYTES),
                name="calendar_feed_digest_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def token(self) -> str:
        """The secret of the address: computed, never stored."""
        return crypto.token("calendar-feed", str(self.pk))
