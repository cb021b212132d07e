"""`{% load addresses %}`: what is wrong with an address, in words."""

from __future__ import annotations

from django import template

from portal.addresses import causes
from tenants.domains.checking import PARTS, part_of
from tenants.domains.models import Claim
from tenants.domains.suffixes import is_apex

register = template.Library()


@register.filter
def dns_problems(claim: Claim) -> list[str]:
    """What the last check found wrong, a sentence for each record."""
    found = (
        causes.of(part_of(claim.report, name), claim.host, is_apex=is_apex(claim.host))
        for name in PARTS
    )
    return [cause.found for cause in found if cause]
