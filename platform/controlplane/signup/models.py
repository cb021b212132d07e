"""A firm that wants to join, until it is one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from provisioning.models import Run
from tenants.keys import ScopedModel

VALIDITY = timedelta(days=7)
SAY_EXPIRED_FOR = timedelta(days=1)


class SignUpQuerySet(models.QuerySet["SignUp"]):
    """Sign-ups, by what became of them."""

    def unconfirmed(self) -> Self:
        """Those whose link was not used."""
        return self.filter(confirmed_at=None)

    def since(self, moment: datetime) -> Self:
        """Those made at this moment or later."""
        return self.filter(created_at__gte=moment)

    def abandoned(self, at: datetime) -> Self:
        """Those whose link expired a day ago: until then its page can say so."""
        return self.unconfirmed().filter(expires_at__lt=at - SAY_EXPIRED_FOR)


class SignUp(ScopedModel):
    """What was asked for, what was accepted, and the run that came of it.

    Nothing else exists before the confirmation: no firm, no schema, no held address.
    """

    firm_name = models.CharField(_("Firm's name"), max_length=120)
    slug = models.CharField(_("Address"), max_length=40)
    owner_name = models.CharField(_("Your name"), max_length=150)
    email = models.EmailField(_("E-mail address"), max_length=254)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    country = models.CharField(max_length=2)
    time_zone = models.CharField(max_length=64)
    terms_version = models.DateField()
    processor_agreement_version = models.DateField()
    accepted_at = models.DateTimeField()
    accepted_from = models.GenericIPAddressField(null=True)
    submission = models.BinaryField(
        max_length=32,
        unique=True,
        help_text="SHA-256 of the form as it was sent: sent twice, it is one sign-up.",
    )
    token_digest = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    run = models.OneToOneField(Run, models.PROTECT, null=True, related_name="sign_up")

    objects: ClassVar[SignUpQuerySet] = SignUpQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None, run=None)
                | models.Q(confirmed_at__isnull=False, run__isnull=False),
                name="signup_confirmed_has_run",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")),
                name="signup_expires_later",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["email", "created_at"], name="signup_email_created"),
            models.Index(
                fields=["expires_at"],
                condition=models.Q(confirmed_at=None),
                name="signup_unconfirmed_expires",
            ),
        ]

    def __str__(self) -> str:
        return self.firm_name

    @property
    def address(self) -> str:
        """The host on which the portal will answer."""
        return f"{self.slug}.{settings.PLATFORM_HOST}"
