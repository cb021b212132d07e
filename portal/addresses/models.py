"""The firm's own addresses: what it wished, and how the platform says that it stands.

A row has the key of its claim in `public`. The desk writes wishes; everything else is
written by the worker, in `hearing`.
"""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.domains.models import CertificateState, EndReason
from tenants.keys import ScopedModel


class AddressState(models.TextChoices):
    """How far it is: before the claim, then as `tenants.domains.models.ClaimState`."""

    REQUESTED = "requested", _("Being added")
    REFUSED = "refused", _("Not possible")
    WAITING = "waiting", _("Waiting for DNS")
    OWNED = "owned", _("Proven, not pointed to us yet")
    VERIFIED = "verified", _("DNS is right")
    SUSPENDED = "suspended", _("Suspended: DNS is wrong")
    LOST = "lost", _("Belongs to another firm")
    RELEASED = "released", _("Removed")


GONE = (AddressState.REFUSED, AddressState.LOST, AddressState.RELEASED)


class AddressQuerySet(models.QuerySet["Address"]):
    """Addresses, by how they stand."""

    def open(self) -> Self:
        """Those that work, or may come to work."""
        return self.exclude(state__in=GONE)

    def gone(self) -> Self:
        """Those that ended."""
        return self.filter(state__in=GONE)


class Address(ScopedModel):
    """A host that the firm wants to be reached at."""

    host = models.CharField(max_length=253)
    state = models.CharField(
        max_length=16, choices=AddressState, default=AddressState.REQUESTED
    )
    refusal = models.CharField(max_length=300, blank=True)
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True)
    token = models.CharField(max_length=64, blank=True)
    report = models.JSONField(default=dict)  # see tenants.domains.checking
    is_live = models.BooleanField(default=False)
    certificate_state = models.CharField(
        max_length=16, choices=CertificateState, default=CertificateState.WAITING
    )
    certificate_issuer = models.CharField(max_length=200, blank=True)
    certificate_until = models.DateTimeField(null=True)
    certificate_reason = models.CharField(max_length=500, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    wrong_since = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    warnings = models.PositiveSmallIntegerField(default=0)
    check_wanted_at = models.DateTimeField(null=True)
    removal_wanted_at = models.DateTimeField(null=True)
    watched_until = models.DateTimeField(null=True)  # its page is open

    objects: ClassVar[AddressQuerySet] = AddressQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["host"], condition=~Q(state__in=GONE), name="address_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=AddressState.values), name="address_state_known"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-created_at"], name="address_created"),
        ]

    def __str__(self) -> str:
        return self.host

    @property
    def is_gone(self) -> bool:
        """Whether it ended."""
        return self.state in GONE

    @property
    def is_leaving(self) -> bool:
        """Whether its removal was asked for, and not done yet."""
        return not self.is_gone and self.removal_wanted_at is not None

    @property
    def is_being_checked(self) -> bool:
        """Whether an answer that somebody asked for is still on its way."""
        wanted = self.check_wanted_at
        if self.state == AddressState.REQUESTED:
            return True
        return wanted is not None and (
            self.checked_at is None or self.checked_at < wanted
        )
