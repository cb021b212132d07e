"""What the worker does after an upload."""

from __future__ import annotations

from portal.documents import actions
from portal.documents.models import Document
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tenants.outbox.models import Delivery
from tests.cast import Cast
from tests.factories import pdf, stored_document


def uploaded(content: bytes, cast: Cast) -> Document:
    document = stored_document(content, case=cast.sale)
    actions.outbox.publish("document.ready", document=document.pk)
    return document


def test_the_pages_of_a_pdf_are_counted(cast: Cast, inside: Firm) -> None:
    document = uploaded(pdf(pages=7), cast)

    deliver_due()

    document.refresh_from_db()
    assert document.pages == 7


def test_a_broken_pdf_has_no_number_of_pages(cast: Cast, inside: Firm) -> None:
    document = uploaded(b"%PDF-1.7\nbroken", cast)

    deliver_due()

    assert not Delivery.objects.waiting().exists()
    document.refresh_from_db()
    assert document.pages is None
