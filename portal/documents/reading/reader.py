"""What a document's page shows of its contents, on both faces."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.documents.models import Document, PageImage, Preview
from portal.documents.reading import drawing


class State(StrEnum):
    """How far the images of a document are."""

    SHOWN = "shown"
    WAITING = "waiting"  # they are being made
    REFUSED = "refused"  # broken, or closed by a password
    NONE = "none"  # of a type without pages


@dataclass(frozen=True, slots=True)
class Reading:
    """The page images of a document. `url`: the name of an image's address."""

    state: State
    url: str
    images: list[PageImage]
    pages: int

    @property
    def is_waiting(self) -> bool:
        """Whether it is worth looking again in a moment."""
        return self.state == State.WAITING

    @property
    def is_cut(self) -> bool:
        """Whether there are more pages in the file."""
        return self.state == State.SHOWN and len(self.images) < self.pages


def reading(document: Document, *, url: str) -> Reading:
    """Two queries at the most."""
    if document.content_type not in drawing.KINDS or not document.is_readable:
        return Reading(State.NONE, url, [], 0)
    preview = Preview.objects.current().filter(document=document).first()
    if preview is None:
        return Reading(State.WAITING, url, [], 0)
    images = list(preview.images.all())
    state = State.SHOWN if images else State.REFUSED
    return Reading(state, url, images, preview.pages)
