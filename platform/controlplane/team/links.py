"""The address that an invitation leads to."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from controlplane.team.models import Invitation
from tenants.links import platform_url


def url(invitation: Invitation) -> str:
    """The one-time link; asked for in `public()`."""
    path = reverse("team:invitation", settings.ROOT_URLCONF, args=[invitation.token])
    return platform_url(path)
