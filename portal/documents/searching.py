"""By what a document is found: its title, its file's name, its kind, its folder.

Never by what stands in it: an index of contents would be a copy of them in clear (ADR
11). The text is written by the actions, as that of contacts is; see
portal/people/finding.py.
"""

from __future__ import annotations

from django.conf import settings
from django.utils import translation

from portal.documents.models import Document, DocumentKind
from portal.people import finding


def text(document: Document) -> str:
    """The plain text of all by which it is found. A kind counts in every language."""
    folder = document.folder.name if document.folder else ""
    name = document.file_name.replace("_", " ").replace(".", " ")
    return finding.text_of([document.title, name, folder, *_labels(document.kind)])


def remember(document: Document) -> None:
    """Write the text of a document that is about to be saved."""
    document.search_text = text(document)


def _labels(kind: str) -> set[str]:
    if not kind:
        return set()
    found = set()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.add(str(DocumentKind(kind).label))
    return found
