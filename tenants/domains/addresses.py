"""Whether a host leads to our edge, and to our edge alone.

A subdomain does it by a CNAME, an apex by A and AAAA records or what its DNS service
calls ALIAS, ANAME or flattening. Only the addresses in the end count: each one must be
ours, or some visitors, and the certificate authority, come out elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from tenants.domains.asking import CouldNotAsk, Resolver, ask


@dataclass(frozen=True, slots=True)
class Found:
    """Where a host leads."""

    aliases: tuple[str, ...]
    v4: tuple[str, ...]
    v6: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Every address."""
        return self.v4 + self.v6

    @property
    def is_nothing(self) -> bool:
        """Whether there is no record at all."""
        return not self.all and not self.aliases

    def shown(self, ours: frozenset[str], cause: str) -> tuple[str, ...]:
        """What the page says was found: what is wrong when something is."""
        if cause in ("cname_elsewhere", "cname_nowhere"):
            return self.aliases[:1]
        if cause in ("old_a", "extra_a", "old_aaaa"):
            return tuple(each for each in self.all if each not in ours)
        return self.aliases[:1] or self.all


def of(server: Resolver, host: str) -> Found:
    """Ask where a host leads. Raises CouldNotAsk."""
    four, six = ask(server, host, "A"), ask(server, host, "AAAA")
    return Found(
        aliases=four.aliases or six.aliases,
        v4=tuple(sorted(str(each) for each in four.records)),
        v6=tuple(sorted(str(each) for each in six.records)),
    )


def ours(server: Resolver) -> frozenset[str]:
    """The edge's addresses: as set, else as the edge's own name says."""
    if settings.EDGE_ADDRESSES:
        return frozenset(settings.EDGE_ADDRESSES)
    found = frozenset(of(server, settings.EDGE_HOST).all)
    if not found:
        raise CouldNotAsk("edge_unknown")
    return found


def problem_of(found: Found, ours: frozenset[str]) -> str:
    """What is wrong, as a code of `portal.addresses.causes`; else nothing."""
    if not found.all:
        return "cname_nowhere"
    strange_v4 = set(found.v4) - ours
    strange_v6 = set(found.v6) - ours
    if not strange_v4 and not strange_v6:
        return ""
    if found.aliases and settings.EDGE_HOST not in found.aliases:
        return "cname_elsewhere"
    if not strange_v4:
        return "old_aaaa"
    return "extra_a" if set(found.all) & ours else "old_a"
