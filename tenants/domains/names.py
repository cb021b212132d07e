"""One way to write a host name, before anything is compared with it."""

from __future__ import annotations

import re

_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)\Z")
MAX_LENGTH = 253  # RFC 1035, section 2.3.4, without the trailing dot


def normalise(host: str) -> str | None:
    """Lower case, without port and trailing dot, in ASCII (IDNA). None when malformed.

    The port and one trailing dot are dropped (RFC 3986, 3.2.2 and 3.2.3). An IPv6
    literal is not a name.
    """
    name = host.strip()
    if name.startswith("["):
        return None
    name, _, port = name.partition(":")
    if port and not port.isdigit():
        return None
    name = name.removesuffix(".").lower()
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    if len(name) > MAX_LENGTH or not all(map(_LABEL.match, name.split("."))):
        return None
    return name
