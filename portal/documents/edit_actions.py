"""What the firm says about a document, beside its file."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from portal.documents import searching
from portal.documents.models import Document
from tenants import audit, outbox
from tenants.accounts.models import User


@transaction.atomic
def edit(
    *, document: Document, changed: Collection[str], by: User, at: datetime
) -> None:
    """Save title, kind, date, folder and internal notes; `changed` names those that
    are new. Nothing changed writes nothing."""
    if not changed:
        return
    searching.remember(document)
    document.save(update_fields=[*changed, "search_text"])
    document.case.touch(at)
    case, fields = str(document.case_id), sorted(changed)
    audit.record("document.edited", document, by=by, at=at, case=case, changed=fields)
    outbox.publish("document.edited", document=document.pk)
