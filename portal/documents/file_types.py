"""Which files we accept, told by their bytes. Name and type that came along prove
nothing: both are chosen by the sender."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import IO, Any

import filetype
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HEAD_BYTES = 64 * 1024
DIRECTORY_BYTES = 1024 * 1024  # the names in an office file; they have a few hundred
OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class FileType:
    """A kind of file. The first ending is the one we give."""

    content_type: str
    label: str | Promise
    endings: tuple[str, ...]


PDF = FileType("application/pdf", "PDF", (".pdf",))
JPEG = FileType("image/jpeg", _("JPEG image"), (".jpg", ".jpeg"))
PNG = FileType("image/png", _("PNG image"), (".png",))
HEIC = FileType("image/heic", _("HEIC image"), (".heic", ".heif"))
DOCX = FileType(f"{OFFICE}.wordprocessingml.document", "Word", (".docx",))
XLSX = FileType(f"{OFFICE}.spreadsheetml.sheet", "Excel", (".xlsx",))
ODT = FileType("application/vnd.oasis.opendocument.text", "OpenDocument", (".odt",))

BY_CONTENT_TYPE = {
    kind.content_type: kind for kind in (PDF, JPEG, PNG, HEIC, DOCX, XLSX, ODT)
}
ENDINGS = tuple(ending for kind in BY_CONTENT_TYPE.values() for ending in kind.endings)


def recognise(file: IO[Any]) -> FileType | None:
    """The type of the file, or None when it is not one that we accept.

    Leaves the file at its beginning.
    """
    file.seek(0)
    found = filetype.guess(file.read(HEAD_BYTES))
    content_type = found.mime if found else ""
    if content_type == "application/zip":
        content_type = _inside_zip(file)
    file.seek(0)
    return BY_CONTENT_TYPE.get(content_type)


def _inside_zip(file: IO[Any]) -> str:
    """Office files are ZIP archives; `filetype` knows them only in the usual order."""
    try:
        with zipfile.ZipFile(Spared(file)) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return ""
    if "[Content_Types].xml" not in names:
        return ""
    if "word/document.xml" in names:
        return DOCX.content_type
    return XLSX.content_type if "xl/workbook.xml" in names else ""


class Spared:
    """A file of which only so much is read: an archive may hold millions of names."""

    def __init__(self, file: IO[Any]) -> None:
        self._file = file
        self._left = DIRECTORY_BYTES

    def read(self, size: int = -1) -> Any:
        """Raises OSError when it would be too much."""
        piece = self._file.read(min(size, self._left + 1) if size >= 0 else size)
        self._left -= len(piece)
        if self._left < 0:
            raise OSError("The archive holds too many names.")
        return piece

    def seek(self, offset: int, whence: int = 0) -> int:
        """Costs nothing."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Where reading goes on."""
        return self._file.tell()

    def seekable(self) -> bool:
        """It is."""
        return True
