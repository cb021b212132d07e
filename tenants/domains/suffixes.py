"""Where a name hangs: its public suffix, its registered domain, apex or below.

The list of public suffixes comes with the package `publicsuffixlist`; nothing is
fetched. It knows both parts of the list, so `github.io` is a suffix as `be` is.
"""

from __future__ import annotations

from functools import cache

from publicsuffixlist import PublicSuffixList

CHALLENGE = "_tablinum-challenge"  # where the ownership record stands, RFC 8552 style
AT_ITSELF = "@"  # how DNS panels write the name of the zone


@cache
def _list() -> PublicSuffixList:
    return PublicSuffixList()


def registered_domain(host: str) -> str | None:
    """What somebody registered: `peeters.be` of `portal.peeters.be`. None above it."""
    found = _list().privatesuffix(host)
    return str(found) if found else None


def is_public_suffix(host: str) -> bool:
    """Whether names under it belong to different people: `be`, `co.uk`, `github.io`."""
    return registered_domain(host) is None


def is_apex(host: str) -> bool:
    """Whether it is a registered domain itself, where no CNAME may stand (RFC 1034)."""
    return registered_domain(host) == host


def challenge_name(host: str) -> str:
    """The full name of the record that proves who controls the host."""
    return f"{CHALLENGE}.{host}"


def within_zone(name: str, host: str) -> str:
    """The name as a DNS panel asks for it: without the registered domain of `host`."""
    zone = registered_domain(host) or host
    if name == zone:
        return AT_ITSELF
    return name.removesuffix(f".{zone}")
