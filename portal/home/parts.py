"""What features show on the first pages. Each registers itself; home names none.

The client's page answers four questions: what happened, what you need from me, what is
next, when do I hear again. The desk's shows what waits for whoever looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from portal.access.gate import PortalRequest


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something that the firm needs from the client. The whole row leads to it."""

    title: str
    url: str
    icon: str
    line: str = ""
    # A word on the right ("2 of 3", "New"), and its tone: "", "ok", "warn" or "bad".
    tag: str = ""
    tone: str = ""
    # Those with a day come first, the nearest on top.
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class News:
    """Something that happened, for "What happened"."""

    at: datetime
    title: str
    url: str
    icon: str = ""
    line: str = ""
    # The case, in the client's words; shown when he has several.
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Coming:
    """A deadline or an appointment of the client, for "What is next"."""

    at: datetime
    title: str
    url: str
    is_whole_day: bool = False
    line: str = ""
    place: str = ""


def nothing(request: PortalRequest, limit: int) -> tuple[()]:
    """What a feature that has nothing of a sort answers."""
    return ()


@dataclass(frozen=True, kw_only=True)
class PortalPart:
    """One feature's part of the client's page.

    Each is asked for at most `limit` rows, those that matter first, with a number of
    queries that does not grow with his cases, and answers nothing behind a closed
    section. They write nothing.
    """

    tasks: Callable[[PortalRequest, int], Iterable[Task]] = nothing
    latest: Callable[[PortalRequest, int], Iterable[News]] = nothing
    coming: Callable[[PortalRequest, int], Iterable[Coming]] = nothing


class Column(StrEnum):
    """Where a panel stands. On a phone the columns follow each other."""

    TOP = "top"
    MAIN = "main"
    SIDE = "side"


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One feature's panel: a section with its own h2.

    `context` answers None where there is nothing to show; what it answers is `panel`
    in the template. Panels of a column stand by `order`, the lowest on top.
    """

    template: str
    context: Callable[[PortalRequest], Mapping[str, Any] | None]
    order: int
    column: Column = Column.MAIN


class PortalPanel(Panel):
    """On the client's page."""


class DeskPanel(Panel):
    """On the desk's page."""


class Shown(NamedTuple):
    """A panel that has something to show to whoever asks."""

    template: str
    context: Mapping[str, Any]


_parts: list[PortalPart] = []
_panels: list[Panel] = []


def register(part: PortalPart | Panel) -> None:
    """Add a feature to a first page; call it when the apps are ready."""
    known: list[Any] = _panels if isinstance(part, Panel) else _parts
    if part not in known:
        known.append(part)


def portal_parts() -> list[PortalPart]:
    """The features' rows on the client's page."""
    return list(_parts)


def registered(face: type[Panel]) -> list[Panel]:
    """The panels of a face, from the top."""
    own = [each for each in _panels if isinstance(each, face)]
    return sorted(own, key=lambda each: each.order)


def shown(face: type[Panel], request: PortalRequest) -> dict[Column, list[Shown]]:
    """The panels of a face that have something to show, by column, from the top."""
    found: dict[Column, list[Shown]] = {column: [] for column in Column}
    for panel in registered(face):
        context = panel.context(request)
        if context is not None:
            found[panel.column].append(Shown(panel.template, context))
    return found
