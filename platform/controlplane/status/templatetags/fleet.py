"""`{% load fleet %}`: lines of a list, ages, numbers, states in a word and a colour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import template
from django.db.models import Model
from django.template import Context, Engine
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import pgettext

from controlplane.status import ages, choices
from portal.ui.moments import words

register = template.Library()

LOOKS = {
    "ok": {"active", "done", "verified", "passed"},
    "warn": {
        "requested", "provisioning", "waiting", "owned", "running", "issuing",
        "undoing", "closing", "stopped",
    },
    "bad": {"suspended", "failed", "failing", "lost"},
}  # fmt: skip


@register.simple_tag(takes_context=True)
def lines(
    context: Context, fragment: str, cells: Iterable[Mapping[str, Any]]
) -> SafeString:
    """The fragment for each of `cells`, with their text, escaped, in its {braces}.

    The fragment is rendered once, with the words that are the same in all lines. A list
    has a thousand cells, and the nodes of a template cost ten times as much as these.
    """
    pattern = Engine.get_default().get_template(fragment).render(context)
    return format_html_join("", pattern, cells)


@register.filter
def age(moment: datetime | None, at: datetime) -> SafeString | str:
    """26 h: how long ago, and the moment itself for whoever wants to know."""
    if not moment:
        return "–"
    local = localtime(moment)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(),
        words(local, pgettext("date format", "j F Y, H:i")),
        ages.since(moment, at),
    )


@register.filter
def lasted(end: datetime | None, start: datetime | None) -> str:
    """4 min: from the start to the end; nothing when one is missing."""
    return ages.length(end - start) if start and end else ""


@register.filter
def number(value: int | None) -> str:
    """1,204 as the reader's language writes it."""
    return "–" if value is None else number_format(value, force_grouping=True)


@register.filter
def look(state: str) -> str:
    """The class of a tag that shows this state; the word stands in it."""
    return next((name for name, states in LOOKS.items() if state in states), "")


@register.filter
def worded(thing: Model, field: str) -> str:
    """What people read for a field with choices: run|worded:"kind"."""
    return choices.label(thing, field)


@register.filter
def date_only(moment: datetime | None) -> SafeString | str:
    """12 Feb 2027: a day that may lie in another year."""
    if not moment:
        return "–"
    local = localtime(moment)
    told = words(local, pgettext("date format", "j M Y"))
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), told)
