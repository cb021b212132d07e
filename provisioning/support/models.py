"""What operators asked of a firm, and what it said. In `public`.

The keys to operators are DO_NOTHING: PostgreSQL holds them. With anything else Django
would look for these tables in a firm's schema whenever one of its users is deleted.
"""

from __future__ import annotations

from typing import ClassVar

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


class Visit(ScopedModel):
    """An operator asks a firm's owner to be let in, with a reason."""

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

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["firm", "operator"],
                condition=Q(state__in=(VisitState.REQUESTED, VisitState.GRANTED)),
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
        ]

    def __str__(self) -> str:
        return f"{self.operator_id} at {self.firm_id}"


class RecoveryState(models.TextChoices):
    """How far a recovery is."""

    REQUESTED = "requested", _("Waiting for a second operator")
    CONFIRMED = "confirmed", _("Confirmed; the firm's people are told")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


class Recovery(ScopedModel):
    """A new owner for a firm whose last one lost access: two operators, and time."""

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
    due_at = models.DateTimeField(null=True)  # after the delay
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["firm"],
                condition=Q(
                    state__in=(RecoveryState.REQUESTED, RecoveryState.CONFIRMED)
                ),
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
        ]

    def __str__(self) -> str:
        return f"recovery of {self.firm_id}"
