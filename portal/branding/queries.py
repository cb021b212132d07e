"""What can be asked of the brand."""

from __future__ import annotations

from portal.branding.models import Brand
from portal.branding.theme import PLATFORM_COLOUR


def current() -> Brand:
    """The brand of the firm in force: one query. The platform's until there is one."""
    return Brand.objects.first() or Brand(colour=PLATFORM_COLOUR)
