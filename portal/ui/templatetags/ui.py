"""`{% load ui %}`: icons, initials, sizes and dates in the reader's way."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.ui.forms import error_texts
from portal.ui.markdown import rendered
from portal.ui.moments import words

register = template.Library()

_UNITS = ((10**9, "GB"), (10**6, "MB"), (10**3, "kB"))
_ROUNDS_TO_ONE, _WHOLE_FROM = 0.9995, 10


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, css_class: str = "") -> SafeString:
    """An icon of ui/icons.svg. Decoration: the words beside it carry the meaning."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"/></svg>',
        css_class,
        static("ui/icons.svg"),
        name,
    )


@register.filter
def initials(name: str) -> str:
    """SV for "Sofie Vermeulen": the first letters of the first and the last word."""
    words = [word for word in str(name).split() if word[0].isalnum()]
    if not words:
        return "?"
    ends = words[:1] if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0] for word in ends).upper()


@register.filter
def filesize(size: int) -> str:
    """4.8 MB, 412 kB: decimal units, as phones and computers show them today."""
    for scale, unit in _UNITS:
        value = size / scale
        if value >= _ROUNDS_TO_ONE:
            places = 1 if value < _WHOLE_FROM and unit != "kB" else 0
            told = number_format(round(value, places), places)
            return f"{told}\N{NO-BREAK SPACE}{unit}"
    return _("%(size)s bytes") % {"size": number_format(size)}


@register.filter
def day(value: date | None) -> str:
    """23 November 2026"""
    return _time(value, pgettext("date format", "j F Y"))


@register.filter
def short_day(value: date | None) -> str:
    """23 Nov"""
    return _time(value, pgettext("date format", "j M"))


@register.filter
def weekday(value: date | None) -> str:
    """Friday 4 December"""
    return _time(value, pgettext("date format", "l j F"))


@register.filter
def moment(value: datetime | None) -> str:
    """23 November 2026, 14:03"""
    return _time(value, pgettext("date format", "j F Y, H:i"))


@register.filter
def deadline(value: datetime | None) -> str:
    """Friday 4 December 2026, 14:00 (CET): absolute, and with its zone."""
    return _time(value, _deadline_format(), date_format)


@register.filter
def deadline_text(value: datetime) -> str:
    """The same for a mail in plain text."""
    return date_format(_local(value), _deadline_format())


@register.filter
def markdown(text: str) -> SafeString:
    """Rich text that people typed, as HTML that is safe to show."""
    return rendered(text)


@register.filter
def problems(field: BoundField) -> list[str]:
    """The errors of a field, in the words that summary and field share."""
    return error_texts(field)


def _deadline_format() -> str:
    return pgettext("date format", "l j F Y, H:i (T)")


def _time(
    value: date | None, style: str, told: Callable[[date, str], str] = words
) -> str:
    if value is None:
        return ""
    local = _local(value)
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(), told(local, style)
    )


def _local(value: date) -> date:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
