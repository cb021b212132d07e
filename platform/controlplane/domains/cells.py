"""What stands in the line of an address: `domains/_row.html`, by the names there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.html import format_html
from django.utils.translation import gettext as _

from controlplane.domains.queries import Address
from controlplane.domains.templatetags.addresses import certificate, dns
from controlplane.status import links
from controlplane.status.templatetags.fleet import age
from tenants.domains.models import Claim


def of(
    addresses: Iterable[Address], at: datetime, *, acts: str
) -> Iterator[dict[str, str]]:
    """The texts and tags of each address; `acts` is `domains/_acts.html`, or empty."""
    ours = format_html('<span class="muted">{}</span>', _("The platform"))
    for address in addresses:
        claim = address.claim
        yield {
            "host": address.host,
            "firm": _firm(address) or ours,
            "dns": dns(claim),
            "checked": age(claim.checked_at if claim else None, at),
            "certificate": certificate(address.certificate),
            "acts": _acts(claim, acts) if claim and acts else "",
        }


def _firm(address: Address) -> str:
    if address.firm is None:
        return ""
    url = links.to("fleet:firm", address.firm.pk)
    return format_html('<a class="link" href="{}">{}</a>', url, address.firm.name)


def _acts(claim: Claim, acts: str) -> str:
    return format_html(
        acts,
        host=claim.host,
        check=links.to("domains:check", claim.pk),
        release=links.to("domains:release", claim.pk),
    )
