"""`{% load dates %}`: when something is, for its reader."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.calendar.models import CalendarEntry

register = template.Library()


@register.filter
def when(entry: CalendarEntry) -> str:
    """Friday 4 December 2026, 14:00 (CET): on the reader's clock. Where it was typed in
    a zone with another time, that stands behind it. A whole day is that day."""
    if entry.is_whole_day:
        style = pgettext("date format", "l j F Y")
        return _time(entry.day.isoformat(), date_format(entry.day, style))
    local = timezone.localtime(entry.starts_at)
    style = pgettext("date format", "l j F Y, H:i (T)")
    told = _time(local.isoformat(), date_format(local, style))
    return format_html("{}{}", told, _elsewhere(entry, local))


@register.filter
def clock(entry: CalendarEntry) -> str:
    """14:00, on the reader's clock; nothing for a whole day."""
    if entry.is_whole_day:
        return ""
    return date_format(timezone.localtime(entry.starts_at), "H:i")


@register.filter
def is_overdue(entry: CalendarEntry, now: datetime) -> bool:
    """Whether it is a deadline that was missed."""
    return entry.is_overdue(now)


@register.filter
def is_past(entry: CalendarEntry, now: datetime) -> bool:
    """Whether its time is over."""
    return entry.is_over(now)


def _time(value: str, words: str) -> str:
    return format_html('<time datetime="{}">{}</time>', value, words)


def _elsewhere(entry: CalendarEntry, local: datetime) -> str:
    """The time on the clock of its own zone, when that shows another one."""
    there = entry.local_start.astimezone(ZoneInfo(entry.zone))
    if there.replace(tzinfo=None) == local.replace(tzinfo=None):
        return ""
    city = entry.zone.rpartition("/")[2].replace("_", " ")
    time = date_format(there, pgettext("date format", "j M, H:i"))
    words = _("%(time)s in %(city)s") % {"time": time, "city": city}
    return format_html(' <span class="muted">· {}</span>', words)
