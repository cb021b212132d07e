"""The networks from which a firm lets people in."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.accounts.models import User
from tenants.keys import ScopedModel


class Who(models.TextChoices):
    """Whom a network lets in."""

    STAFF = "staff", _("Staff")
    CLIENTS = "clients", _("Clients")


class RuleQuerySet(models.QuerySet["NetworkRule"]):
    """Networks, by whom they let in."""

    def binding(self, user: User) -> Self:
        """Those that bind this person; a guest of the firm's owner none."""
        if user.is_client:
            return self.filter(who=Who.CLIENTS)
        return self.filter(who=Who.STAFF) if user.is_staff else self.none()

    def in_order(self) -> Self:
        """As they were added."""
        return self.order_by("created_at", "pk")


class NetworkRule(ScopedModel):
    """A network that lets staff or clients in. Without any, all networks do."""

    who = models.CharField(_("Who"), max_length=8, choices=Who)
    # CIDR with the host's bits zero (RFC 4632, RFC 4291), as Python writes it.
    network = models.CharField(_("Network"), max_length=43)
    note = models.CharField(_("Note"), max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    objects = RuleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["who", "network"], name="network_once"),
            models.CheckConstraint(
                condition=models.Q(who__in=Who.values), name="network_who_known"
            ),
            models.CheckConstraint(
                condition=models.Q(network__regex=r"^[0-9a-f.:]+/[0-9]{1,3}$"),
                name="network_form",
            ),
        ]

    def __str__(self) -> str:
        return self.network

    @property
    def parsed(self) -> IPv4Network | IPv6Network:
        """The network, to be asked what is in it."""
        return ip_network(self.network)

    @property
    def who_label(self) -> str:
        """Whom it lets in, in the reader's language."""
        return str(Who(self.who).label)
