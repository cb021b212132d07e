"""Writes an export: one zip file with the rows as JSON Lines and the documents.

Everything is written piece by piece: neither a table nor a document is ever whole in
memory.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder

from portal.documents.models import Document, Scan, Version
from portal.documents.models.file import StoredFile
from provisioning.exports import contents
from tenants import scope
from tenants.storage.temporary import SealedTemporaryFile

ABOUT = """\
Export of {firm}

data/       one file for each kind of thing, in JSON Lines (https://jsonlines.org): one
            row a line, UTF-8, times in UTC (ISO 8601). A field that ends in _id holds
            the id of a row in another file.
documents/  the files of your cases, in a folder for each case. data/ says in
            portal_documents.document.jsonl who uploaded each one, and when.

Passwords, sessions and second factors are not in it: they are secrets of the people
and not data of the firm.
"""


@dataclass(frozen=True, slots=True)
class Packed:
    """An export that was stored: its length in bytes and its SHA-256."""

    size: int
    sha256: str


def pack(name: str) -> Packed:
    """Store an export of the firm in force, in place of what has this name."""
    with SealedTemporaryFile() as file:
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            _write(archive)
        packed = _measure(file)
        default_storage.delete(name)
        default_storage.save(name, File(file, name))
    return packed


def _write(archive: ZipFile) -> None:
    about = ABOUT.format(firm=scope.current_firm().name)
    archive.writestr("README.txt", about)
    for model in contents.exported_models():
        with _entry(archive, f"data/{model._meta.label_lower}.jsonl") as entry:
            for row in contents.rows(model):
                entry.write(_line(row))
    _write_documents(archive)


def _write_documents(archive: ZipFile) -> None:
    """The files as they are, and what they were before; they are compressed already,
    mostly. What lies in the trash has a folder of its own."""
    documents = Document.objects.kept().select_related("case").order_by("pk")
    for document in documents.iterator(chunk_size=contents.PIECE):
        top = "trash" if document.deleted_at else "documents"
        _write_file(archive, document, _path(top, document, document))
    versions = Version.objects.exclude(scan=Scan.INFECTED).order_by("pk")
    found = versions.select_related("document__case")
    for version in found.iterator(chunk_size=contents.PIECE):
        path = _path("earlier versions", version.document, version)
        _write_file(archive, version, path)


def _write_file(archive: ZipFile, file: StoredFile, path: str) -> None:
    info = ZipInfo(path, file.uploaded_at.timetuple()[:6])
    info.compress_type = ZIP_STORED
    with (
        default_storage.open(file.key) as content,
        archive.open(info, "w", force_zip64=True) as entry,
    ):
        shutil.copyfileobj(content, entry)


def _path(top: str, document: Document, file: StoredFile) -> str:
    """A name that cannot be two files', nor lead out of the folder."""
    case = document.case.reference.replace("/", "-")
    name = file.file_name.replace("/", "-").replace("\\", "-")
    return f"{top}/{case}/{str(file.pk)[-6:]} {name}"


def _line(row: dict[str, object]) -> bytes:
    text = json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)
    return text.encode() + b"\n"


@contextmanager
def _entry(archive: ZipFile, name: str) -> Iterator[IO[bytes]]:
    with archive.open(name, "w", force_zip64=True) as entry:
        yield entry


def _measure(file: IO[bytes]) -> Packed:
    size = file.tell()
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256")  # type: ignore[arg-type]
    file.seek(0)
    return Packed(size=size, sha256=digest.hexdigest())
