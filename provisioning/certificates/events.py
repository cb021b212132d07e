"""What the edge wrote down about an order that failed: the authority's own words.

A handshake shows that there is no certificate, and never why. Where the log of TLS
events is in reach (TABLINUM_EDGE_LOG, see infra/caddy/Caddyfile), the reason is there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop as _

TAIL = 512 * 1024  # bytes from the end: thousands of events
OBTAINED = "certificate obtained successfully"
PROBLEM = re.compile(r"urn:ietf:params:acme:error:(\w+)")

# Types of RFC 8555, section 6.7.
REASONS = {
    "caa": _("A CAA record in DNS does not allow our certificate authority."),
    "connection": _("The certificate authority could not reach this address."),
    "dns": _("The certificate authority found no address for this name in DNS."),
    "rateLimited": _("The certificate authority issues no more for this name for now."),
    "rejectedIdentifier": _("The certificate authority does not accept this name."),
    "tls": _("The certificate authority could not reach this address."),
    "unauthorized": _("The certificate authority came out at another server."),
}
ELSE = _("The certificate authority refused the order.")


def last_failure(host: str, *, since: datetime) -> str | None:
    """Why the last order for a host failed; None when it did not, or nobody knows."""
    reason = None
    for event in _events():
        if event.get("identifier") != host or _time(event) < since:
            continue
        if event.get("msg") == OBTAINED:
            reason = None
        elif event.get("level") == "error":
            reason = _reason(event)
    return reason


def _reason(event: dict[str, Any]) -> str:
    words = f"{event.get('problem_type', '')} {event.get('error', '')}"
    found = PROBLEM.search(words)
    return REASONS.get(found[1], ELSE) if found else ELSE


def _time(event: dict[str, Any]) -> datetime:
    return datetime.fromtimestamp(float(event.get("ts", 0)), UTC)


def _events() -> Iterator[dict[str, Any]]:
    """The last events. A line that is cut or strange is left out."""
    for line in _tail().splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict):
            yield event


def _tail() -> bytes:
    if not settings.EDGE_LOG:
        return b""
    try:
        with Path(settings.EDGE_LOG).open("rb") as log:
            size = log.seek(0, 2)
            log.seek(max(size - TAIL, 0))
            return log.read()
    except OSError:
        return b""  # the log rolls over, or is on another machine
