"""Documents of a case, what they were before, and who sees them."""

from portal.documents.models.document import Document, DocumentKind, DocumentQuerySet
from portal.documents.models.file import READABLE, Scan
from portal.documents.models.folder import Folder
from portal.documents.models.preview import PageImage, Preview
from portal.documents.models.share import (
    Share,
    ShareQuerySet,
    ShareRecipient,
    Sharing,
)
from portal.documents.models.version import Version

__all__ = [
    "READABLE",
    "Document",
    "DocumentKind",
    "DocumentQuerySet",
    "Folder",
    "PageImage",
    "Preview",
    "Scan",
    "Share",
    "ShareQuerySet",
    "ShareRecipient",
    "Sharing",
    "Version",
]
