"""The firm and the addresses under which it is reached. Both live in `public`."""

from __future__ import annotations

import base64
import secrets
from typing import Any, ClassVar, NoReturn, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin

from tenants.domains.lookalikes import Skeleton
from tenants.keys import ScopedModel
from tenants.scope import ScopeError


def new_schema_name() -> str:
    """A name that says nothing: schema and role names are visible to every role."""
    return "t_" + base64.b32encode(secrets.token_bytes(15)).decode().lower()


class Plan(ScopedModel):
    """What a firm may use. A limit that is null is none. Operators change it."""

    name = models.CharField(_("Name"), max_length=60, unique=True)
    staff_limit = models.PositiveIntegerField(_("Staff"), null=True, blank=True)
    storage_limit_bytes = models.PositiveBigIntegerField(null=True, blank=True)
    domain_limit = models.PositiveIntegerField(
        _("Own addresses"), null=True, blank=True
    )
    file_limit_bytes = models.PositiveBigIntegerField(
        null=True, blank=True
    )  # of one file; null: what the platform takes, settings.DOCUMENT_MAX_BYTES
    is_default = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="plan_one_default",
            ),
        ]
        ordering: ClassVar[list[str]] = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class FirmState(models.TextChoices):
    """Where a firm is in its life. Only an active firm can be reached."""

    REQUESTED = "requested", _("Requested")
    PROVISIONING = "provisioning", _("Being set up")
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    CLOSING = "closing", _("Closing")
    ERASED = "erased", _("Erased")


class FirmQuerySet(models.QuerySet["Firm"]):
    """Firms, by state."""

    def active(self) -> Self:
        """Those that can be reached."""
        return self.filter(state=FirmState.ACTIVE)


class Firm(ScopedModel, TenantMixin):  # type: ignore[misc]
    """A law firm: the tenant. Its name on pages and mails, and where its data is."""

    auto_create_schema = False

    name = models.CharField(_("Firm's name"), max_length=120)
    slug = models.SlugField(_("Address"), max_length=40, unique=True)
    state = models.CharField(
        max_length=16, choices=FirmState, default=FirmState.REQUESTED
    )
    language = models.CharField(
        _("Language"), max_length=5, choices=settings.LANGUAGES, default="nl"
    )
    country = models.CharField(_("Country"), max_length=2, default="BE")
    time_zone = models.CharField(
        _("Time zone"), max_length=64, default="Europe/Brussels"
    )
    primary_host = models.CharField(
        max_length=253,
        blank=True,
        help_text=_("The primary domain's name, for links; kept by tenants.domains."),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="firms"
    )  # null: nothing is limited
    release = models.CharField(
        max_length=64, blank=True
    )  # of its tables, see tenants.database.template; kept by whoever changes them
    state_reason = models.CharField(max_length=300, blank=True)
    state_changed_at = models.DateTimeField(null=True)
    erase_at = models.DateTimeField(null=True)  # set while closing
    schema_name = models.CharField(
        max_length=63, unique=True, editable=False, default=new_schema_name
    )

    objects: ClassVar[models.Manager[Firm]] = FirmQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state__in=FirmState.values), name="firm_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=FirmState.CLOSING, erase_at__isnull=False)
                | models.Q(~models.Q(state=FirmState.CLOSING), erase_at=None),
                name="firm_closing_has_end",
            ),
            models.UniqueConstraint(Skeleton("slug"), name="firm_slug_skeleton"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "name"], name="firm_state_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_suspended(self) -> bool:
        """Whether its door is closed and its data untouched."""
        return self.state == FirmState.SUSPENDED

    @property
    def is_closing(self) -> bool:
        """Whether it is kept for a while, and then erased."""
        return self.state == FirmState.CLOSING

    @property
    def is_active(self) -> bool:
        """Whether requests and tasks may work for it."""
        return self.state == FirmState.ACTIVE

    def __enter__(self) -> NoReturn:
        """Closed door: the library keeps a list that all threads share."""
        raise ScopeError("Use tenants.scope.scope(firm).")

    def __exit__(self, *args: Any) -> None:
        """Never reached; see `__enter__`."""


class Domain(ScopedModel, DomainMixin):  # type: ignore[misc]
    """A host name under which a firm answers; links are built from the primary one."""

    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["tenant"],
                condition=models.Q(is_primary=True),
                name="domain_one_primary",
            ),
        ]

    def __str__(self) -> str:
        return str(self.domain)


class FirmTemplate(ScopedModel):
    """The SQL of a new firm's tables in one release; see tenants.database.template."""

    release = models.CharField(max_length=64, unique=True)
    statements = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.release
