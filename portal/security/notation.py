"""A network as people write it becomes the one way in which it is kept."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network

from django.utils.translation import gettext as _

from tenants.errors import DomainError

MAPPED_BITS = 96  # before an address of IPv4 inside IPv6 (RFC 4291, 2.5.5.2)
Network = IPv4Network | IPv6Network


def normalised(text: str) -> Network:
    """The network that was meant: an address is a network of one, host bits go.

    IPv4 in IPv6 is IPv4, as `tenants.origin` has it too. Raises DomainError.
    """
    try:
        found = ip_network(text.strip(), strict=False)
    except ValueError:
        raise DomainError(
            _("Enter an address or a network, such as 203.0.113.7 or 203.0.113.0/24.")
        ) from None
    if isinstance(found, IPv6Network):
        if found.network_address.scope_id:
            raise DomainError(
                _("Enter the network without its zone (the part after %).")
            )
        found = _unmapped(found)
    if found.prefixlen == 0:
        raise DomainError(
            _("This is every address. To let everybody in, keep the list empty.")
        )
    return found


def _unmapped(network: IPv6Network) -> Network:
    if network.network_address.ipv4_mapped is None or network.prefixlen < MAPPED_BITS:
        return network
    inside = int(network.network_address) & 0xFFFFFFFF
    return IPv4Network((inside, network.prefixlen - MAPPED_BITS))
