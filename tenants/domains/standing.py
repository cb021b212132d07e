"""What a claim gives and takes: the host that answers, and the firm's primary one.

All of it in `public`, in the caller's transaction.
"""

from __future__ import annotations

from django.conf import settings

from tenants.domains import routing
from tenants.domains.models import Certificate, CertificateState, Claim, ClaimState
from tenants.models import Domain, Firm


def platform_host(firm: Firm) -> str:
    """The address under the platform's name, which every firm keeps."""
    return f"{firm.slug}.{settings.PLATFORM_HOST}"


def open_host(claim: Claim) -> None:
    """Let the host answer, beside the firm's other addresses."""
    host = Domain(domain=claim.host, tenant_id=claim.firm_id, is_primary=False)
    Domain.objects.bulk_create([host])  # past save(), which may make it primary
    routing.announce()


def close_host(claim: Claim) -> None:
    """Let the host answer no more; its links lead to the platform's address again."""
    Certificate.objects.filter(host=claim.host, firm_id=claim.firm_id).delete()
    gone, _rows = Domain.objects.filter(
        domain=claim.host, tenant_id=claim.firm_id
    ).delete()
    if not gone:
        return
    firm = Firm.objects.select_for_update().get(pk=claim.firm_id)
    if firm.primary_host == claim.host:
        make_primary(firm, platform_host(firm))
    routing.announce()


def make_primary(firm: Firm, host: str) -> None:
    """Build the firm's links from this host, which must answer for it."""
    hosts = Domain.objects.filter(tenant=firm)
    hosts.filter(is_primary=True).update(is_primary=False)
    if not hosts.filter(domain=host).update(is_primary=True):
        raise Domain.DoesNotExist(host)
    Firm.objects.filter(pk=firm.pk).update(primary_host=host)
    firm.primary_host = host
    routing.announce()


def is_live(claim: Claim) -> bool:
    """Whether people reach the firm there, over HTTPS where the platform has it."""
    if claim.state != ClaimState.VERIFIED:
        return False
    certificate = Certificate.objects.filter(
        host=claim.host, state=CertificateState.ACTIVE
    )
    return not settings.HTTPS or certificate.exists()
