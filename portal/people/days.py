"""Which day it is for the firm: rights that end on a day end at its own midnight."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

from tenants import scope


def today() -> date:
    """The day in the zone of the firm in force."""
    return timezone.localdate(timezone=ZoneInfo(scope.current_firm().time_zone))
