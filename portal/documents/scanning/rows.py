"""The rows that are made of one stored file: a document, or versions that it was."""

from __future__ import annotations

from uuid import UUID

from portal.documents.models import Document, Scan, Version


def waiting(pk: UUID) -> list[UUID]:
    """The stored files of a document that wait for the scanner."""
    document = Document.objects.filter(pk=pk, scan=Scan.WAITING)
    versions = Version.objects.filter(document=pk, scan=Scan.WAITING)
    return list(dict.fromkeys(row.file for row in (*document, *versions)))


def documents_waiting() -> set[UUID]:
    """Those that wait, or have a version that does."""
    documents = Document.objects.filter(scan=Scan.WAITING).values_list("pk", flat=True)
    versions = Version.objects.filter(scan=Scan.WAITING)
    return {*documents, *versions.values_list("document", flat=True)}


def mark(document: Document, file: UUID, scan: Scan) -> None:
    """Write on all of them what the scanner said."""
    for row in made_of(document, file):
        row.scan = scan
        row.save(update_fields=["scan"])


def made_of(document: Document, file: UUID) -> list[Document | Version]:
    """The document and its versions, those that are this file."""
    rows: list[Document | Version] = [document, *document.versions.all()]
    return [row for row in rows if row.file == file]
