"""The way over from the control plane to the firm's host: one use, a few minutes.

The token is computed from the pass with the platform's key, so nothing secret is
stored: the firm's schema holds the digest alone, see `portal.support.actions.enter`.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from provisioning.support.models import Visit
from tenants import crypto, links, scope


def secret(visit: Visit) -> str:
    """The token of the pass that was asked for last. Never inside a firm's scope."""
    with scope.public():
        return crypto.token("support-visit", str(visit.pass_id))


def token(visit: Visit, *, at: datetime) -> str | None:
    """What the operator's page posts; None while there is no pass to use."""
    expires = visit.pass_expires_at
    is_usable = visit.pass_is_brought and expires is not None and expires > at
    return secret(visit) if is_usable and visit.is_in_force(at) else None


def url(visit: Visit) -> str:
    """Where the page posts it: the firm's own host, on its primary address."""
    path = reverse("support:entry", urlconf=settings.FIRM_URLCONF)
    return links.host_url(visit.firm.primary_host, path)
