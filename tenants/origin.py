"""Where a request comes from: the one place that reads the client's address.

Lockouts, networks that a firm allows, throttles and the audit log ask here. The edge
appends the address it sees to X-Forwarded-For, so only the last entry is its word, and
only where the connection itself comes from a proxy in settings.TRUSTED_PROXIES; what
stands before it was written by whoever sent the request (RFC 7239, 8.1).

Work that no request started (a task, a command) has no origin.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Address = IPv4Address | IPv6Address
DEVICE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Origin:
    """A request's origin: the client's address, and what its browser calls itself."""

    address: Address | None = None
    device: str = ""


NOWHERE = Origin()
_current: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


def current() -> Origin:
    """The origin of the request that is being answered, or NOWHERE."""
    return _current.get()


def parse(text: str) -> Address | None:
    """An IP address, or None. One of IPv4 that is written as IPv6 is IPv4."""
    try:
        found = ip_address(text.strip().removeprefix("[").removesuffix("]"))
    except ValueError:
        return None
    if isinstance(found, IPv6Address):
        return found.ipv4_mapped or IPv6Address(int(found))  # without a zone
    return found


def of(request: HttpRequest) -> Origin:
    """The origin of this request."""
    device = request.META.get("HTTP_USER_AGENT", "")
    printable = "".join(sign for sign in device if sign.isprintable())
    return Origin(_address(request), printable[:DEVICE_LENGTH])


def _address(request: HttpRequest) -> Address | None:
    """The neighbour's address, or the client's when the neighbour is a proxy of ours.

    A proxy that names nobody, or no address, leaves the client unknown: nothing that
    depends on the address may take the proxy's for it.
    """
    neighbour = parse(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR")
    if neighbour is None or forwarded is None or not _is_trusted(neighbour):
        return neighbour
    return parse(forwarded.rpartition(",")[2])


def _is_trusted(neighbour: Address) -> bool:
    return any(neighbour in network for network in settings.TRUSTED_PROXIES)


class OriginMiddleware:
    """Names the origin for the time of the request, whoever answers it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the origin known."""
        token = _current.set(of(request))
        try:
            return self.get_response(request)
        finally:
            _current.reset(token)
