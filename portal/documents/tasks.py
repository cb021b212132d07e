"""What the worker does after an upload and after a share."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.storage import default_storage
from django.utils import timezone

from portal.documents import mails, page_count, queries
from portal.documents.models import Document, Share
from tenants import outbox
from tenants.accounts.models import User
from tenants.outbox.models import Event

# Long enough to take a share back, and to tell of several documents in one mail.
NEWS_HOLD = timedelta(seconds=60)


@outbox.consumer("document.uploaded")
def count_pages(event: Event) -> None:
    """Write down how many pages a PDF has."""
    document = Document.objects.filter(pk=event.payload["document"]).first()
    if document is None or not document.is_pdf:
        return
    with default_storage.open(document.key) as file:
        document.pages = page_count.of_pdf(file)
    document.save(update_fields=["pages"])


@outbox.consumer("document.shared")
def announce(event: Event) -> None:
    """Hold a mail for each client of the case, unless one is held already."""
    shares = Share.objects.select_related("document__case")
    share = shares.filter(pk=event.payload["share"]).first()
    if share is None:
        return
    case, now = share.document.case, timezone.now()
    for reader in queries.readers(case):
        if not queries.is_news_held(case=case.pk, reader=reader.pk, at=now):
            since = share.shared_at.isoformat()
            outbox.publish(
                queries.NEWS,
                hold=NEWS_HOLD,
                case=case.pk,
                reader=reader.pk,
                since=since,
            )


@outbox.consumer(queries.NEWS)
def send_news(event: Event) -> None:
    """Mail one client, if there is still something for him to see."""
    users = User.objects.get_queryset().active()
    reader = users.filter(pk=event.payload["reader"]).first()
    case = UUID(event.payload["case"])
    since = datetime.fromisoformat(event.payload["since"])
    if reader and queries.has_news(case=case, reader=reader, since=since):
        has_page = queries.has_case_page(case=case, reader=reader)
        mails.news(case=case if has_page else None, to=reader, key=str(event.pk))
