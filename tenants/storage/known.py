"""Who knows which stored files: each feature that stores some registers itself when the
apps are ready. What nobody knows is swept, see sweeping.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Knower:
    """A feature's files: names in one folder of the firm, "" for the topmost.

    `names()` gives, in the scope of a firm, all that its rows speak of. Where it
    `must_be_there`, a file that is missing is reported.
    """

    feature: str
    folder: str
    names: Callable[[], Iterable[str]]
    must_be_there: bool = True


_knowers: dict[str, Knower] = {}


def register(knower: Knower) -> None:
    """Add one; a second time under the same name takes its place."""
    _knowers[knower.feature] = knower


def knowers() -> list[Knower]:
    """All of them."""
    return list(_knowers.values())


def folder_of(name: str) -> str:
    """The kind of a file: the folder in which it lies."""
    return name.rpartition("/")[0]
