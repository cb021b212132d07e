"""Who looks at the portal with whose eyes, at this moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.access.permissions import Permission, allowed
from tenants.accounts.models import User
from tenants.keys import ScopedModel

IDLE = timedelta(minutes=30)
SEEN_EVERY = timedelta(minutes=1)


class ViewingQuerySet(models.QuerySet["Viewing"]):
    """Looks, by whether they last."""

    def idle(self, at: datetime) -> Self:
        """Those that nobody has used for a while."""
        return self.filter(seen_at__lte=at - IDLE)


class Viewing(ScopedModel):
    """Somebody of the staff looks at the portal as this client sees it.

    One at a time, which the key to the viewer holds. The row goes when it is over: what
    was looked at stands in the log. It decides alone: a session that still names a row
    that is gone looks at nothing.
    """

    viewer = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    client = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()  # to the minute

    objects = ViewingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(viewer=F("client")), name="viewing_of_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(seen_at__gte=F("began_at")), name="viewing_seen_after_begin"
            ),
        ]

    def __str__(self) -> str:
        return str(self.client)

    def end_by(self, viewer: User, at: datetime) -> str:
        """Why it is over at this moment; empty while it lasts."""
        if at - self.seen_at >= IDLE:
            return "time"
        if not allowed(viewer.role, Permission.CLIENT_VIEW_AS):
            return "right"
        return "" if is_viewable(self.client) else "access"


def is_viewable(account: User | None) -> bool:
    """Whether this is somebody who gets into the portal himself."""
    return account is not None and account.is_client and account.is_active
