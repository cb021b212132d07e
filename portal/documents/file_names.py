"""The name of an uploaded file, made fit for a page, a header and a disk."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

from portal.documents.file_types import FileType

LENGTH = 200
REPLACED = frozenset('<>:"|?*')  # not allowed in names on Windows
WITHOUT_NAME = "document"


def clean(name: str, kind: FileType) -> str:
    """The last part of the path, readable, with an ending that tells the truth.

    Control characters and marks that reverse the direction of the text are dropped: a
    name such as "exe.pdf" may not be "fdp.exe" in disguise.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(_fit(char) for char in unicodedata.normalize("NFC", last))
    words = " ".join(shown.split()).rstrip(". ")
    stem, ending = _split(words, kind)
    return (stem[: LENGTH - len(ending)].strip(". ") or WITHOUT_NAME) + ending


def title_of(file_name: str) -> str:
    """What a document is called until somebody names it: its file, less the ending."""
    return PurePosixPath(file_name).stem.replace("_", " ").strip() or WITHOUT_NAME


def _fit(char: str) -> str:
    if char in REPLACED:
        return "_"
    category = unicodedata.category(char)
    if category == "Zs" or char in "\t\r\n":
        return " "
    return "" if category.startswith("C") else char


def _split(name: str, kind: FileType) -> tuple[str, str]:
    for ending in kind.endings:
        if name.lower().endswith(ending):
            return name[: -len(ending)], name[-len(ending) :]
    return name, kind.endings[0]
