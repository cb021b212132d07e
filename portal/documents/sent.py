"""What a client sent to his lawyer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef

from portal.cases.models import Case
from portal.documents.forms import UploadForm
from portal.documents.models import Document
from tenants.accounts.models import User

SHOWN = 25


def context(case: Case, user: User, *, is_open: bool) -> Mapping[str, Any]:
    """The form, and what he sent, the newest first. Nothing can be sent to a case that
    is closed."""
    may_send = is_open and case.is_open
    return {
        "upload_form": UploadForm() if may_send else None,
        "sent_documents": _sent(case, user) if is_open else [],
    }


def _sent(case: Case, user: User) -> list[Document]:
    """One may open only what he still sees, so not what was refused."""
    seen = Document.objects.visible_to(user).filter(pk=OuterRef("pk"))
    found = Document.objects.live().filter(case=case, uploaded_by=user.pk)
    found = found.annotate(may_be_opened=Exists(seen))
    return list(found.latest_first()[:SHOWN])
