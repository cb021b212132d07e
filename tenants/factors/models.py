"""What a person proves besides the password. No secret is kept in clear."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_otp.models import Device, ThrottlingMixin

from tenants import crypto
from tenants.factors.secret import Secret
from tenants.keys import ScopedModel

PURPOSE = "authenticator-seed"


class Factor(  # type: ignore[django-manager-missing]
    ScopedModel,
    ThrottlingMixin,  # type: ignore[misc]
    Device,  # type: ignore[misc]
):
    """A device of django-otp with a key of ours."""

    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def persistent_id(self) -> str:
        """How a session names it. The library reads an integer after the slash."""
        return f"{self.model_label()}/{self.id.int}"

    def get_throttle_factor(self) -> int:
        """Seconds to wait after the first failure; each further one doubles them."""
        return 1

    def must_wait(self) -> bool:
        """Whether failures were so many, so lately, that nothing is looked at."""
        is_allowed, _reason = self.verify_is_allowed()
        return not is_allowed

    def note_use(self, *, at: datetime, **fields: object) -> None:
        """It was proved: failures are forgotten."""
        self.throttle_reset(commit=False)
        self.last_used_at = at
        for name, value in fields.items():
            setattr(self, name, value)
        self.save()


class Authenticator(Factor):
    """An app that makes codes (TOTP, RFC 6238). The seed is sealed to its row."""

    sealed_seed = models.BinaryField()
    last_period = models.BigIntegerField()  # whose code was used; no earlier one works

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user"], name="authenticator_one_a_person"),
        ]

    def seal(self, secret: Secret) -> None:
        """Keep this seed."""
        self.sealed_seed = crypto.encrypt(PURPOSE, secret.seed, aad=self.id.bytes)

    @property
    def secret(self) -> Secret:
        """The seed. Raises DecryptionError when the row is not the one it was for."""
        sealed = bytes(self.sealed_seed)
        return Secret(crypto.decrypt(PURPOSE, sealed, aad=self.id.bytes))


class Passkey(Factor):
    """A key pair in a device (WebAuthn); we have the public half.

    It works under the host at which it was made, and no other (`rp_id`).
    """

    rp_id = models.CharField(_("Address"), max_length=253)
    credential_id = models.BinaryField(max_length=1023)
    public_key = models.BinaryField()
    sign_count = models.PositiveBigIntegerField()
    transports = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["credential_id"], name="passkey_credential_once"
            ),
        ]
        ordering: ClassVar[list[str]] = ["created_at"]


class RecoveryCodes(Factor):
    """The codes that were printed for the day on which all else is lost."""

    salt = models.BinaryField(max_length=16, null=True)  # see recovery.digest

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user"], name="recovery_codes_one_a_person"
            ),
        ]


class RecoveryCode(ScopedModel):
    """One code, as a hash that is slow and keyed; it is deleted when used."""

    codes = models.ForeignKey(RecoveryCodes, models.CASCADE, related_name="unused")
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["codes", "digest"], name="recovery_code_once"
            ),
        ]

    def __str__(self) -> str:
        return "recovery code"
