"""From the bytes of a CSV file to its lines, whatever program wrote it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tenants.errors import DomainError

MOST_BYTES = 5 * 1024 * 1024
MOST_LINES = 20_000
MOST_COLUMNS = 60
DELIMITERS = ",;\t"
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
FORMULA = ("'=", "'+", "'-", "'@")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: its number as a text editor counts, and its cells."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds: the headings of its first line, and the lines after it."""

    headings: list[str]
    lines: list[Line] = field(repr=False)

    def examples(self, column: int, most: int = 3) -> list[str]:
        """The first values of a column that are not empty."""
        found = (each.cells[column] for each in self.lines if column < len(each.cells))
        return [value for value in found if value][:most]


def read(data: bytes) -> Sheet:
    """The sheet. Raises DomainError, whose words say what to do with the file."""
    if b"\x00" in data[:1000] and data[:2] not in MARKS:
        raise DomainError(
            _("This is not a CSV file. Save it as CSV in your spreadsheet first.")
        )
    lines = _lines(_decoded(data))
    try:
        heading = next(lines)
        found = list(lines)
    except StopIteration:
        raise DomainError(_("This file is empty. Choose another one.")) from None
    except csv.Error as error:
        raise DomainError(
            _("This file cannot be read as CSV. Save it as CSV again, and try anew.")
        ) from error
    _refuse_too_much(heading, found)
    return Sheet([each or "–" for each in heading.cells], found)


def _decoded(data: bytes) -> str:
    """UTF-8 with or without its mark, else what Windows wrote in the west of Europe."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _lines(text: str) -> Iterator[Line]:
    """The lines that hold anything. A cell may go over several of them."""
    delimiter = _delimiter(text.partition("\n")[0])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    for cells in reader:
        clean = [_bare(cell) for cell in cells]
        if any(clean):
            yield Line(before + 1, clean)
        before = reader.line_num


def _delimiter(first: str) -> str:
    return max(DELIMITERS, key=first.count)


def _bare(cell: str) -> str:
    """Without the apostrophe that our own export puts before what looks like a formula;
    PostgreSQL keeps no NUL."""
    cell = cell.replace("\x00", "").strip()
    return cell[1:] if cell.startswith(FORMULA) else cell


def _refuse_too_much(heading: Line, lines: list[Line]) -> None:
    if not lines:
        raise DomainError(
            _("This file has only one line. The first line names the columns.")
        )
    if len(lines) > MOST_LINES or len(heading.cells) > MOST_COLUMNS:
        raise DomainError(
            _("At most %(lines)s lines and %(columns)s columns. Split the file.")
            % {"lines": MOST_LINES, "columns": MOST_COLUMNS}
        )
