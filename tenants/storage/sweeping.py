"""Files that no row knows, and rows whose file is missing.

A process that is killed between storing a file and writing its row leaves a file that
nobody knows. Those older than a day are swept, so that what is being written now is
left alone. When in doubt nothing goes: not while one feature cannot say what it knows,
and not in a folder of which no feature speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.storage import default_storage

from tenants import scope
from tenants.storage import known, leftovers

SPARED = timedelta(days=1)


@dataclass(slots=True)
class Found:
    """Of one firm, by their names."""

    orphans: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)  # of a kind that nobody speaks of
    unfinished: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.orphans or self.missing or self.unknown or self.unfinished)


def sweep(*, at: datetime, is_repair: bool) -> Found:
    """Look through the files of the firm in force; with `is_repair` remove the orphans
    and what is unfinished. Whatever a feature or the storage raises ends it before
    anything is removed."""
    before = at - SPARED
    stored = sorted(_walk(""))  # first: a row that comes meanwhile does no harm
    names, needed = _known()
    folders = {each.folder for each in known.knowers()}
    found = Found()
    for name in stored:
        if known.folder_of(name) not in folders:
            found.unknown.append(name)
        elif name not in names and _is_older(name, before):
            found.orphans.append(name)
    missing = needed - set(stored)
    found.missing = sorted(each for each in missing if not default_storage.exists(each))
    found.unfinished = _unfinished(before, is_repair=is_repair)
    if is_repair:
        for name in found.orphans:
            default_storage.delete(name)
    return found


def _known() -> tuple[set[str], set[str]]:
    """All names, and those of files that must be there."""
    names: set[str] = set()
    needed: set[str] = set()
    for knower in known.knowers():
        its = set(knower.names())
        names |= its
        if knower.must_be_there:
            needed |= its
    return names, needed


def _unfinished(before: datetime, *, is_repair: bool) -> int:
    act = leftovers.remove if is_repair else leftovers.found
    return act(settings.FILES, scope.current_firm().pk, before=before)


def _is_older(name: str, before: datetime) -> bool:
    try:
        return default_storage.get_modified_time(name) < before
    except FileNotFoundError:
        return False  # its feature removed it meanwhile


def _walk(folder: str) -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    inside = f"{folder}/" if folder else ""
    yield from (f"{inside}{name}" for name in files if name)
    for name in folders:
        yield from _walk(f"{inside}{name}")
