"""Typed readers of the environment. A missing or malformed value stops the start."""

from __future__ import annotations

import os
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The variable's text. Raises ImproperlyConfigured when missing without default."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set. See .env.example.")
    return value


def choice(name: str, *values: str) -> str:
    """One of the given values; the first is the default."""
    value = text(name, values[0])
    if value not in values:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(values)}.")
    return value


def flag(name: str, *, default: bool) -> bool:
    """A variable that is 0 or 1."""
    value = text(name, "1" if default else "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} must be 0 or 1.")
    return value == "1"


def port(name: str) -> str:
    """A port number as text, or nothing for the scheme's own."""
    value = text(name, "")
    if value and not (value.isdigit() and 0 < int(value) < 65536):  # noqa: PLR2004
        raise ImproperlyConfigured(f"{name} must be a port number or empty.")
    return value


@dataclass(frozen=True)
class Url:
    """The parts of an address, decoded."""

    scheme: str
    user: str
    password: str
    host: str
    port: int
    path: str
    options: dict[str, str]


def url(name: str, *schemes: str, default: str | None = None) -> Url:
    """An address with one of these schemes."""
    parts = urlsplit(text(name, default))
    if parts.scheme not in schemes:
        raise ImproperlyConfigured(f"{name} must start with {' or '.join(schemes)}://.")
    return Url(
        scheme=parts.scheme,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=parts.hostname or "",
        port=parts.port or 0,
        path=unquote(parts.path),
        options=dict(parse_qsl(parts.query)),
    )


def folder(name: str) -> Path:
    """A folder, given as file:///absolute/path."""
    path = Path(url(name, "file").path)
    if not path.is_absolute():
        raise ImproperlyConfigured(f"{name} must be file:///an/absolute/path.")
    return path


def addresses(name: str) -> tuple[str, ...]:
    """IP addresses, separated by commas; none is allowed."""
    words = [word.strip() for word in text(name, "").split(",") if word.strip()]
    try:
        return tuple(str(ip_address(word)) for word in words)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be IP addresses.") from None


def networks(name: str, default: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Networks in CIDR notation, separated by commas."""
    words = [word.strip() for word in text(name, default).split(",") if word.strip()]
    try:
        return tuple(ip_network(word) for word in words)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} must be networks such as 10.0.0.0/8."
        ) from None


def server(name: str) -> tuple[str, int] | None:
    """A host, by name or IP address, with its port; None when empty."""
    value = text(name, "")
    if not value:
        return None
    host, _, number = value.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not number.isdigit() or not 0 < int(number) < 65536:  # noqa: PLR2004
        raise ImproperlyConfigured(f"{name} must be host:port or empty.")
    return host, int(number)


def servers(name: str, *, port: int) -> tuple[tuple[str, int], ...]:
    """IP addresses with ports, as `192.0.2.1`, `192.0.2.1:5300` or `[::1]:5300`."""
    words = [word.strip() for word in text(name, "").split(",") if word.strip()]
    try:
        return tuple(_server(word, port) for word in words)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be IP addresses with ports.") from None


def _server(word: str, port: int) -> tuple[str, int]:
    if word.startswith("["):
        host, _, tail = word.removeprefix("[").partition("]")
    elif word.count(":") > 1:
        host, tail = word, ""
    else:
        host, colon, number = word.partition(":")
        tail = colon + number
    return str(ip_address(host)), int(tail.removeprefix(":") or port)
