"""The registered domain of a name: what certificate authorities count by."""

from __future__ import annotations

import ipaddress
from functools import cache

from publicsuffixlist import PublicSuffixList


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def registered_domain(host: str) -> str:
    """`portal.peeters.be` is of `peeters.be`. A public suffix stands for itself."""
    return str(_suffixes().privatesuffix(host) or host)


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
