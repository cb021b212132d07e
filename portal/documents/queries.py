"""Reads over documents, cases, people and the outbox."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portal.cases.models import Case
from portal.cases.readers import readers as of_case
from portal.documents.models import Document
from portal.policy.models import Section
from tenants.accounts.models import User
from tenants.outbox.models import Delivery

NEWS = "news.due"


def readers(case: Case) -> list[User]:
    """The accounts that see a shared document of this case, invited ones included."""
    return of_case(case.pk, Section.DOCUMENTS)


def is_news_held(*, case: UUID, reader: UUID, at: datetime) -> bool:
    """Whether a mail about this case is still to go out to this person."""
    held = Delivery.objects.waiting().filter(
        due_at__gt=at,
        event__topic=NEWS,
        event__payload__case=str(case),
        event__payload__reader=str(reader),
    )
    return held.exists()


def has_news(*, case: UUID, reader: User, since: datetime) -> bool:
    """Whether something that was shared since then can still be seen by this person."""
    seen = Document.objects.visible_to(reader).filter(case=case)
    return seen.filter(share__shared_at__gte=since).exists()


def has_case_page(*, case: UUID, reader: User) -> bool:
    """Whether this person may open the page of the case itself."""
    return Case.objects.visible_to(reader).filter(pk=case).exists()
