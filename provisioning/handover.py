"""From the sign-up page to the new firm's desk, without waiting for a mail.

The page posts a one-time token to the firm's host. It is computed from the run with the
platform's key, so nothing secret is stored: the firm's schema holds the digest alone.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from provisioning.models import Run, RunState
from tenants import crypto, links, scope


def secret(run: Run) -> str:
    """The token of this run. Only for a scope other than a firm's, which refuses."""
    with scope.public():
        return crypto.token("handover", str(run.pk))


def token(run: Run) -> str | None:
    """What the page posts; None until the firm is active."""
    return secret(run) if run.state == RunState.DONE else None


def url(run: Run) -> str:
    """Where the page posts it: the firm's own host, on its primary address."""
    path = reverse("access:welcome", urlconf=settings.FIRM_URLCONF)
    return links.host_url(run.firm.primary_host, path)
