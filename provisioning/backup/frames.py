"""Rows of many tables in one stream: which table, its rows, and their sum.

    T {"name", "columns"} | R lines of COPY | R ... | E {"rows", "sha256"} | T ... | Z

Each frame is a letter, the length in four bytes, and so many bytes. Neither side holds
more than a frame in memory.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from provisioning.backup.damage import Damaged
from provisioning.backup.manifest import TableEntry
from tenants.database.snapshot import Snapshot, Table

TABLE, ROWS, END, LAST = b"T", b"R", b"E", b"Z"
HEAD_BYTES = 5
FRAME_BYTES = 256 * 1024


class Writer:
    """Turns a snapshot into frames; `entries` tells of the tables that are written."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.entries: list[TableEntry] = []

    def frames(self) -> Iterator[bytes]:
        """All tables, then the end."""
        for table in self._snapshot.tables:
            yield from self._table(table)
        yield _frame(LAST, b"")

    def _table(self, table: Table) -> Iterator[bytes]:
        yield _frame(TABLE, _json(name=table.name, columns=table.columns))
        summed = Sum()
        for part in _gathered(summed.through(self._snapshot.rows(table))):
            yield _frame(ROWS, part)
        yield _frame(END, _json(rows=summed.rows, sha256=summed.sha256))
        self.entries.append(
            TableEntry(table.name, table.columns, summed.rows, summed.sha256)
        )


class Sum:
    """Number and SHA-256 of the lines that went by."""

    def __init__(self) -> None:
        self.rows = 0
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """Of all bytes so far."""
        return self._digest.hexdigest()

    def through(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The same lines; COPY's text has no line break but the one behind a row."""
        for line in lines:
            self.rows += line.count(b"\n")
            self._digest.update(line)
            yield line


@dataclass(frozen=True, slots=True)
class Part:
    """A table and its rows, which must be read before the next part is asked for."""

    name: str
    columns: tuple[str, ...]
    lines: Iterator[bytes]


def read(data: Iterable[bytes]) -> Iterator[Part]:
    """The tables in a stream of frames. Raises Damaged."""
    frames = _frames(data)
    for kind, payload in frames:
        if kind == LAST:
            for _rest in frames:  # the end must be the end, and be authentic
                raise Damaged("There is something behind the last table.")
            return
        if kind != TABLE:
            raise Damaged("A table is expected here.")
        head = json.loads(payload)
        yield Part(head["name"], tuple(head["columns"]), _lines(frames))
    raise Damaged("The last table is missing.")


def _lines(frames: Iterator[tuple[bytes, bytes]]) -> Iterator[bytes]:
    """The rows up to the end of the table, many lines at a time."""
    for kind, payload in frames:
        if kind == END:
            return
        yield payload
    raise Damaged("The end of a table is missing.")


def _frames(data: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    rest = bytearray()
    for part in data:
        rest += part
        while len(rest) >= HEAD_BYTES:
            ends = HEAD_BYTES + int.from_bytes(rest[1:HEAD_BYTES], "big")
            if len(rest) < ends:
                break
            yield bytes(rest[:1]), bytes(rest[HEAD_BYTES:ends])
            del rest[:ends]
    if rest:
        raise Damaged("A frame is cut.")


def _gathered(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines put together to parts of a good size."""
    rest = bytearray()
    for line in lines:
        rest += line
        if len(rest) >= FRAME_BYTES:
            yield bytes(rest)
            rest.clear()
    if rest:
        yield bytes(rest)


def _frame(kind: bytes, payload: bytes) -> bytes:
    return kind + len(payload).to_bytes(4, "big") + payload


def _json(**values: object) -> bytes:
    return json.dumps(values).encode()
