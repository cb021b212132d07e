"""A firm's address under the platform's host: taken, and given back. In `public`."""

from __future__ import annotations

from django.conf import settings

from tenants.domains import routing
from tenants.models import Domain, Firm, FirmState


def host_of(slug: str) -> str:
    """The host that belongs to an address."""
    return f"{slug}.{settings.PLATFORM_HOST}"


def hold(firm: Firm) -> bool:
    """Make the address the firm's primary one, from which its links are built.

    False when it is another firm's already.
    """
    host = host_of(firm.slug)
    domain, is_new = Domain.objects.get_or_create(
        domain=host, defaults={"tenant": firm, "is_primary": True}
    )
    if firm.primary_host != host:
        firm.primary_host = host
        firm.save(update_fields=["primary_host"])
    if is_new:
        routing.announce()
    return domain.tenant_id == firm.pk


def let_go(firm: Firm) -> None:
    """Take all addresses away from the firm."""
    Domain.objects.filter(tenant=firm).delete()
    firm.primary_host = ""
    firm.save(update_fields=["primary_host"])
    routing.announce()


def give_back(firm: Firm) -> None:
    """End a firm that never opened: anybody may ask for its address again.

    The row stays, for the run that tells of it. The schema's name takes the place of
    the address; no host name has an underscore, so nobody can ask for that one.
    """
    let_go(firm)
    firm.slug, firm.state = firm.schema_name, FirmState.ERASED
    firm.save(update_fields=["slug", "state"])
