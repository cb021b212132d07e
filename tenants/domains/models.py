"""An address of a firm's own: who claims it, what DNS says, and its certificate.

All of it lives in `public`. The host that really answers is a `tenants.models.Domain`,
which exists only for a claim that is verified.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.keys import ScopedModel
from tenants.models import Firm


class ClaimState(models.TextChoices):
    """How far a claim is.

    `owned`: the firm proved that the host is its own, but it does not lead to us yet.
    `verified`: all is right, and the host answers. `suspended`: DNS was wrong for too
    long, and the host is dark.
    """

    WAITING = "waiting", _("Waiting for DNS")
    OWNED = "owned", _("Proven, not pointed to us yet")
    VERIFIED = "verified", _("Verified")
    SUSPENDED = "suspended", _("Suspended: DNS is wrong")
    LOST = "lost", _("Another firm proved it first")
    RELEASED = "released", _("Given back")


class EndReason(models.TextChoices):
    """Why a claim ended."""

    PROVEN_ELSEWHERE = "proven_elsewhere", _("Another firm proved it first")
    NEVER_PROVEN = "never_proven", _("DNS was never right")
    WRONG_TOO_LONG = "wrong_too_long", _("DNS stayed wrong")
    REMOVED = "removed", _("Removed")


PROVEN = (ClaimState.OWNED, ClaimState.VERIFIED, ClaimState.SUSPENDED)
ENDED = (ClaimState.LOST, ClaimState.RELEASED)


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims, by what is left to do."""

    def open(self) -> Self:
        """Those that are not lost and not given back."""
        return self.exclude(state__in=ENDED)

    def due(self, at: datetime) -> Self:
        """Those whose DNS should be asked for now."""
        return self.open().filter(next_check_at__lte=at)


class Claim(ScopedModel):
    """A firm says that this host is its own. The first one to prove it wins."""

    firm = models.ForeignKey(Firm, models.CASCADE, related_name="claims")
    host = models.CharField(max_length=253)
    token = models.CharField(max_length=64)  # what the TXT record must say
    state = models.CharField(
        max_length=16, choices=ClaimState, default=ClaimState.WAITING
    )
    report = models.JSONField(default=dict)  # the last check, see domains.checking
    created_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    next_check_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    wrong_since = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True)
    becomes_primary = models.BooleanField(default=True)  # as soon as it is live
    warnings = models.PositiveSmallIntegerField(default=0)  # mails about wrong DNS
    told_at = models.DateTimeField(null=True)  # the firm knows all that was then

    objects: ClassVar[ClaimQuerySet] = ClaimQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["firm", "host"],
                condition=~Q(state__in=ENDED),
                name="claim_once_a_firm",
            ),
            models.UniqueConstraint(
                fields=["host"], condition=Q(state__in=PROVEN), name="claim_one_proven"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ClaimState.values), name="claim_state_known"
            ),
            models.CheckConstraint(
                condition=Q(end_reason__in=["", *EndReason.values]),
                name="claim_end_reason_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False)
                | Q(~Q(state__in=ENDED), ended_at=None),
                name="claim_ended_has_end",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["next_check_at"],
                condition=~Q(state__in=ENDED),
                name="claim_due",
            ),
            models.Index(fields=["state", "host"], name="claim_state_host"),
        ]

    def __str__(self) -> str:
        return self.host


class Hold(ScopedModel):
    """A host that was given back: for a while only its last firm may claim it."""

    host = models.CharField(max_length=253, unique=True)
    firm = models.ForeignKey(Firm, models.CASCADE, related_name="holds")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.host


class CertificateState(models.TextChoices):
    """What the edge serves for a host, as the last TLS handshake showed."""

    WAITING = "waiting", _("Waiting for DNS")
    ISSUING = "issuing", _("Being issued")
    ACTIVE = "active", _("Active")
    FAILING = "failing", _("Failing")


class Certificate(ScopedModel):
    """The certificate of one host: what a handshake with the edge found, and budgets.

    `ordered_at` is when the edge was last allowed to order a new one; the number of
    those in a week for one `registered_domain` is limited, see provisioning.ask.
    """

    firm = models.ForeignKey(
        Firm, models.CASCADE, null=True, related_name="certificates"
    )  # null: the platform's own host
    host = models.CharField(max_length=253, unique=True)
    registered_domain = models.CharField(max_length=253)
    state = models.CharField(
        max_length=16, choices=CertificateState, default=CertificateState.WAITING
    )
    issuer = models.CharField(max_length=200, blank=True)
    serial = models.CharField(max_length=64, blank=True)
    not_before = models.DateTimeField(null=True)
    not_after = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    failures = models.PositiveIntegerField(default=0)
    ordered_at = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True)  # cool-down: no order before
    probed_at = models.DateTimeField(null=True)
    next_probe_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=CertificateState.values),
                name="certificate_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=CertificateState.ACTIVE)
                | Q(not_after__isnull=False),
                name="certificate_active_has_end",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["next_probe_at"], name="certificate_due"),
            models.Index(fields=["state", "not_after"], name="certificate_state"),
            models.Index(
                fields=["registered_domain", "ordered_at"], name="certificate_budget"
            ),
        ]

    def __str__(self) -> str:
        return self.host
