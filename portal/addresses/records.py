"""The DNS records that an address needs, as a DNS panel asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

from django.conf import settings

from portal.addresses.models import Address
from tenants.domains import checking, suffixes
from tenants.domains.checking import Part

IPV4 = 4


@dataclass(frozen=True, kw_only=True)
class Record:
    """One line to add. `name` is within the zone, `full_name` the whole of it."""

    kind: str
    name: str
    full_name: str
    value: str
    part: Part


def of(address: Address) -> list[Record]:
    """Ownership first, then what leads the host to us."""
    host = address.host
    ownership = checking.part_of(address.report, checking.OWNERSHIP)
    proof = _record(
        "TXT", suffixes.challenge_name(host), address.token, ownership, host
    )
    return [proof, *_pointers(address), *_permission(address)]


def _pointers(address: Address) -> list[Record]:
    host = address.host
    part = checking.part_of(address.report, checking.ADDRESS)
    if not suffixes.is_apex(host):
        return [_record("CNAME", host, settings.EDGE_HOST, part, host)]
    if not settings.EDGE_ADDRESSES:
        return [_record("ALIAS", host, settings.EDGE_HOST, part, host)]
    return [
        _record(
            "A" if ip_address(each).version == IPV4 else "AAAA", host, each, part, host
        )
        for each in settings.EDGE_ADDRESSES
    ]


def _permission(address: Address) -> list[Record]:
    """Where CAA records allow others only: one more, beside those that are there."""
    part = checking.part_of(address.report, checking.CAA)
    if part.state != checking.PROBLEM or not part.found:
        return []
    place = part.found[0].partition(" ")[0]
    value = f'0 issue "{settings.CERTIFICATE_AUTHORITY}"'
    return [_record("CAA", place, value, part, address.host)]


def _record(kind: str, name: str, value: str, part: Part, host: str) -> Record:
    return Record(
        kind=kind,
        name=suffixes.within_zone(name, host),
        full_name=name,
        value=value,
        part=part,
    )
