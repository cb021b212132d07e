"""Absolute links, as mails carry them. Never made from a request's Host header."""

from __future__ import annotations

import re

from django.conf import settings

from tenants import scope

# RFC 1123 names, in the lower case and punycode in which domains are kept
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
_PATH = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


class LinkError(ValueError):
    """A link cannot be made of this."""


def firm_url(path: str) -> str:
    """A link to the firm in force, on its verified primary domain."""
    firm = scope.current_firm()
    if not firm.primary_host:
        raise LinkError("The firm has no address yet.")
    return host_url(firm.primary_host, path)


def platform_url(path: str) -> str:
    """A link to the control plane."""
    return host_url(settings.PLATFORM_HOST, path)


def host_url(host: str, path: str) -> str:
    """A link to a host of ours; `path` is absolute and quoted, as `reverse` gives."""
    if not _HOST.fullmatch(host):
        raise LinkError(f"Not a host name: {host!r}")
    if not _PATH.fullmatch(path):
        raise LinkError(f"Not an absolute path: {path!r}")
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
    return f"{settings.PUBLIC_SCHEME}://{host}{port}{path}"
