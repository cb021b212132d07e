"""What a name is to a certificate authority: what it counts by, what it refuses."""

from __future__ import annotations

import ipaddress

from tenants.domains import suffixes


def registered_domain(host: str) -> str:
    """`portal.peeters.be` is of `peeters.be`. A public suffix stands for itself."""
    return suffixes.registered_domain(host) or host


def is_address(host: str) -> bool:
    """Whether browsers would read it as an IP address, in any of its spellings.

    A name whose last label is a number is an IPv4 address or nothing (WHATWG URL, 3.5).
    """
    last = host.rsplit(".", 1)[-1]
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return last.isdigit() or last.startswith("0x")
    return True
