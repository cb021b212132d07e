"""The brand in mails; settings.MAIL_CONTEXT names it."""

from __future__ import annotations

from typing import Any

from portal.branding import queries
from portal.branding.theme import PLATFORM_COLOUR, mail_colours
from tenants import scope

PLATFORM_NAME = "Tablinum"


def context() -> dict[str, Any]:
    """The sender's name and colours: the firm's, or the platform's in `public()`."""
    firm = scope.current().firm
    if firm is None:
        return {"firm_name": PLATFORM_NAME, "brand": mail_colours(PLATFORM_COLOUR)}
    colour = queries.current().colour
    return {"firm_name": firm.name, "brand": mail_colours(colour)}
