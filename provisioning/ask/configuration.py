"""What the process reads from the environment. Settings of Django are out of reach."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass

from provisioning.ask.budget import Limits
from tenants.domains.names import normalise

BIND = "127.0.0.1:9444"
HIGHEST_PORT = 65535
PRIVATE = [
    ipaddress.ip_network(network)  # RFC 1918 and RFC 4193
    for network in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
]


class UnusableError(Exception):
    """A variable is missing or wrong; the text is for the person."""


@dataclass(frozen=True, kw_only=True)
class Configuration:
    """All that it needs to know."""

    database_url: str
    platform_host: str
    address: tuple[str, int]
    limits: Limits


def read(environment: Mapping[str, str] = os.environ) -> Configuration:
    """Read the environment. Raises UnusableError."""
    return Configuration(
        database_url=_text(environment, "TABLINUM_DATABASE_URL"),
        platform_host=_host(_text(environment, "TABLINUM_PLATFORM_HOST")),
        address=_address(environment.get("TABLINUM_ASK_BIND") or BIND),
        limits=Limits(
            orders_per_domain=_number(
                environment, "TABLINUM_ASK_ORDERS_PER_DOMAIN", Limits.orders_per_domain
            ),
            orders=_number(environment, "TABLINUM_ASK_ORDERS", Limits.orders),
        ),
    )


def _text(environment: Mapping[str, str], name: str) -> str:
    if not (value := environment.get(name)):
        raise UnusableError(f"{name} is not set. See .env.example.")
    return value


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name) or str(default)
    if not value.isdigit():
        raise UnusableError(f"{name} must be a number.")
    return int(value)


def _host(text: str) -> str:
    if (name := normalise(text)) is None:
        raise UnusableError(f"TABLINUM_PLATFORM_HOST is not a host name: {text}")
    return name


def _address(text: str) -> tuple[str, int]:
    """An address in reach of the edge and of nobody else: loopback, or private.

    Whoever can ask learns which firms there are, and can use up the budgets.
    """
    host, _, port = text.rpartition(":")
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        raise UnusableError("TABLINUM_ASK_BIND must be ADDRESS:PORT.") from None
    if not port.isdigit() or int(port) > HIGHEST_PORT:
        raise UnusableError("TABLINUM_ASK_BIND must be ADDRESS:PORT.")
    if not (address.is_loopback or any(address in network for network in PRIVATE)):
        raise UnusableError(
            f"TABLINUM_ASK_BIND is {text}: this must never be public. Use an address "
            "of loopback or of a private network."
        )
    return str(address), int(port)
