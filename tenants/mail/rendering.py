"""A mail's words: three templates, in the receiver's language."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context, loader
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from tenants import scope


@dataclass(frozen=True, slots=True)
class Words:
    """What the receiver reads."""

    subject: str
    text: str
    html: str


def render(template: str, *, language: str, context: Mapping[str, Any]) -> Words:
    """Render `<template>.subject.txt`, `.txt` and `.html`.

    Dates are in the firm's time zone. Plain text is not escaped for HTML, whatever it
    holds: an apostrophe in a name stays one.
    """
    with translation.override(language), _firms_time():
        known = {**_sender(), **context, "language": language}
        return Words(
            subject=" ".join(_plain(f"{template}.subject.txt", known).split()),
            text=_plain(f"{template}.txt", known).strip() + "\n",
            html=loader.render_to_string(f"{template}.html", known),
        )


def _plain(name: str, context: Mapping[str, Any]) -> str:
    template = loader.get_template(name).template  # type: ignore[attr-defined]
    text: str = template.render(Context(dict(context), autoescape=False))
    return text


def _sender() -> dict[str, Any]:
    """The firm's name, and what the brand adds (MAIL_CONTEXT names the function).

    The brand stands on a floor above, so it is named in the settings.
    """
    known: dict[str, Any] = {"firm_name": sender_name()}
    if brand := getattr(settings, "MAIL_CONTEXT", ""):
        known.update(import_string(brand)())
    return known


def sender_name() -> str:
    """The name of the firm in force; empty in `public()`."""
    firm = scope.current().firm
    return firm.name if firm else ""


def _firms_time() -> Any:
    firm = scope.current().firm
    return timezone.override(firm.time_zone) if firm else nullcontext()
