"""What operators asked of a firm, and what it said. In `public`.

The firm has twins of these rows, with the same keys (portal.support.models). What the
firm's people decide is decided there; `exchange` brings both into line, and a row that
is not `is_settled` still waits for it.

The keys to operators are DO_NOTHING: PostgreSQL holds them. With anything else Django
would look for these tables in a firm's schema whenever one of its users is deleted.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tenants.keys import ScopedModel
from tenants.models import Firm


class VisitScope(models.TextChoices):
    """What a guest may see in the firm."""

    SETTINGS = "settings", _("The settings")
    READING = "reading", _("Reading everything on the desk")


class VisitState(models.TextChoices):
    """What came of the request for a visit."""

    REQUESTED = "requested", _("Waiting for the firm")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    ENDED = "ended", _("Ended")


OPEN = (VisitState.REQUESTED, VisitState.GRANTED)
REQUEST_VALID_FOR = timedelta(days=14)


class VisitQuerySet(models.QuerySet["Visit"]):
    """Visits, by what is left to do."""

    def unsettled(self, at: datetime) -> Self:
        """Those that the firm and `public` may see differently."""
        return self.filter(Q(is_settled=False) | Q(state__in=OPEN) | Q(until__gt=at))

    def latest_first(self) -> Self:
        """By the time of the request."""
        return self.order_by("-requested_at", "-pk")


class Visit(ScopedModel):
    """An operator asks a firm's owner to be let in, with a reason.

    `pass_id` names the one-time pass that was asked for last; `pass_is_brought` says
    that the firm has its digest.
    """

    firm = models.ForeignKey(Firm, models.CASCADE, related_name="visits")
    operator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, related_name="visits"
    )
    scope = models.CharField(max_length=16, choices=VisitScope)
    reason = models.CharField(_("Reason"), max_length=500)
    state = models.CharField(
        max_length=16, choices=VisitState, default=VisitState.REQUESTED
    )
    requested_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)  # set by the owner's leave
    ended_at = models.DateTimeField(null=True)
    pass_id = models.UUIDField(null=True)
    pass_expires_at = models.DateTimeField(null=True)
    pass_is_brought = models.BooleanField(default=False)
    is_settled = models.BooleanField(default=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["firm", "operator"],
                condition=Q(state__in=OPEN),
                name="visit_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=VisitState.values), name="visit_state_known"
            ),
            models.CheckConstraint(
                condition=Q(scope__in=VisitScope.values), name="visit_scope_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.GRANTED) | Q(until__isnull=False),
                name="visit_granted_has_end",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-requested_at"], name="visit_requested"),
            models.Index(
                fields=["state"],
                condition=Q(state__in=OPEN) | Q(is_settled=False),
                name="visit_unsettled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operator_id} at {self.firm_id}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer, or was allowed and is not over."""
        return self.state in OPEN

    def is_in_force(self, at: datetime) -> bool:
        """Whether the operator may go there at this moment."""
        is_granted = self.state == VisitState.GRANTED
        return is_granted and self.until is not None and self.until > at


class RecoveryState(models.TextChoices):
    """How far a recovery is."""

    REQUESTED = "requested", _("Waiting for a second operator")
    CONFIRMED = "confirmed", _("Confirmed; the firm's people are told")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


STOPPABLE = (RecoveryState.REQUESTED, RecoveryState.CONFIRMED)


class RecoveryQuerySet(models.QuerySet["Recovery"]):
    """Recoveries, by what is left to do."""

    def unsettled(self) -> Self:
        """Those that the firm and `public` may see differently."""
        under_way = Q(state=RecoveryState.CONFIRMED, started_at=None)
        told = ~Q(state=RecoveryState.REQUESTED) & Q(is_settled=False)
        return self.filter(under_way | told)

    def due(self, at: datetime) -> Self:
        """Those whose delay is over, and which the firm knows of."""
        return self.filter(
            state=RecoveryState.CONFIRMED,
            started_at=None,
            announced_at__isnull=False,
            due_at__lte=at,
        )

    def latest_first(self) -> Self:
        """By the time of the request."""
        return self.order_by("-requested_at", "-pk")


class Recovery(ScopedModel):
    """A new owner for a firm whose last one lost access: two operators, and time.

    The delay counts from `announced_at`, when the firm's people could read of it.
    """

    firm = models.ForeignKey(Firm, models.CASCADE, related_name="recoveries")
    owner_name = models.CharField(_("Owner's name"), max_length=150)
    owner_email = models.EmailField(_("Owner's e-mail address"), max_length=254)
    reason = models.CharField(_("Reason"), max_length=500)
    state = models.CharField(
        max_length=16, choices=RecoveryState, default=RecoveryState.REQUESTED
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, related_name="+"
    )
    requested_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)  # after the delay
    started_at = models.DateTimeField(
        null=True
    )  # the run; from here on it goes through
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=300, blank=True)
    is_settled = models.BooleanField(default=False)

    objects = RecoveryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["firm"],
                condition=Q(state__in=STOPPABLE),
                name="recovery_one_open",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("requested_by")),
                name="recovery_two_operators",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RecoveryState.values), name="recovery_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(RecoveryState.CONFIRMED, RecoveryState.DONE))
                | Q(confirmed_by__isnull=False, due_at__isnull=False),
                name="recovery_confirmed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(started_at=None) | Q(announced_at__isnull=False),
                name="recovery_started_was_told",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-requested_at"], name="recovery_requested"),
        ]

    def __str__(self) -> str:
        return f"recovery of {self.firm_id}"

    @property
    def is_stoppable(self) -> bool:
        """Whether an operator can still cancel it."""
        return self.state in STOPPABLE and self.started_at is None
