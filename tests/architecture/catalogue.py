"""Read what gettext writes, without its tools: a .po file and a compiled .mo file."""

from __future__ import annotations

import ast
import re
import struct
from dataclasses import dataclass, field
from pathlib import Path

LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr)(?:\[\d+\])? )?(".*")')
CONTEXT, PLURAL = "\x04", "\0"  # as in a .mo file
HEADER = ""


@dataclass
class Entry:
    """One message and its translation, plural forms in their order."""

    msgctxt: list[str] = field(default_factory=list)
    msgid: list[str] = field(default_factory=list)
    msgid_plural: list[str] = field(default_factory=list)
    msgstr: list[str] = field(default_factory=list)
    is_fuzzy: bool = False

    @property
    def key(self) -> str:
        """The message as a .mo file names it."""
        return key(*self.msgid, *self.msgid_plural, context="".join(self.msgctxt))


def key(message: str, *plural: str, context: str = "") -> str:
    """Context, message and plural in one text."""
    return (context + CONTEXT if context else "") + PLURAL.join((message, *plural))


def read_po(path: Path) -> dict[str, Entry]:
    """The entries in force; obsolete ones are comments to gettext, but refused here."""
    text = path.read_text()
    if "\n#~" in text:
        raise ValueError(f"{path} holds obsolete entries")
    entries = [_entry(block) for block in text.strip().split("\n\n")]
    return {entry.key: entry for entry in entries}


def _entry(block: str) -> Entry:
    entry, part = Entry(), [""]
    for line in block.splitlines():
        if line.startswith("#"):
            entry.is_fuzzy |= line.startswith("#,") and "fuzzy" in line
            continue
        found = LINE.fullmatch(line)
        if found is None:
            raise ValueError(f"not a line of a .po file: {line}")
        if found[1]:
            part = getattr(entry, found[1])
            part.append("")
        part[-1] += ast.literal_eval(found[2])
    return entry


def read_mo(path: Path) -> dict[str, str]:
    """Message to translation, plural forms joined by NUL.

    The format: https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
    """
    data = path.read_bytes()
    magic, _revision, count, sources, targets = struct.unpack_from("<5I", data)
    if magic != 0x950412DE:
        raise ValueError(f"{path} is not a little-endian .mo file")

    def text(table: int, row: int) -> str:
        length, start = struct.unpack_from("<2I", data, table + 8 * row)
        return data[start : start + length].decode()

    return {text(sources, row): text(targets, row) for row in range(count)}
