"""Which day it is for the firm: rights that end on a day end at its own midnight."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from tenants import scope


def today() -> date:
    """The day in the zone of the firm in force."""
    return day_of(timezone.now())


def day_of(moment: datetime) -> date:
    """The day of this moment in the zone of the firm in force."""
    return moment.astimezone(ZoneInfo(scope.current_firm().time_zone)).date()
