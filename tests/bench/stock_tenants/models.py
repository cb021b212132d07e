"""The tenant and its domain as django-tenants' documentation shows them."""

from __future__ import annotations

from django.db import models
from django_tenants.models import DomainMixin, TenantMixin


class Client(TenantMixin):  # type: ignore[misc]
    """A tenant."""

    name = models.CharField(max_length=100)
    auto_create_schema = False


class Domain(DomainMixin):  # type: ignore[misc]
    """Its domain."""
