"""How long ago, and for how long: short enough for a column."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

MINUTE, HOUR, DAY = 60, 3600, 86400


def length(span: timedelta) -> str:
    """0.4 s, 12 s, 4 min, 26 h, 9 d: the unit that still says enough."""
    seconds = max(span.total_seconds(), 0)
    if seconds < 1:
        return _("%(number)s ms") % {"number": round(seconds * 1000)}
    if seconds < MINUTE:
        return _("%(number)s s") % {"number": round(seconds)}
    if seconds < 2 * HOUR:
        return _("%(number)s min") % {"number": int(seconds // MINUTE)}
    if seconds < 3 * DAY:
        return _("%(number)s h") % {"number": int(seconds // HOUR)}
    return _("%(number)s d") % {"number": int(seconds // DAY)}


def since(moment: datetime, at: datetime) -> str:
    """How long ago a moment is."""
    return length(at - moment)
