"""Reads over documents, cases, people and the outbox."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from portal.cases.models import Case, Party
from portal.documents.models import Document
from portal.people.days import today
from portal.people.models import Delegation
from portal.policy.models import Section
from tenants.accounts.models import User
from tenants.accounts.roles import CLIENTS
from tenants.outbox.models import Delivery

NEWS = "news.due"


def readers(case: Case) -> list[User]:
    """The accounts that see a shared document of this case, invited ones included:
    its clients and their delegates, where the firm and the case show documents."""
    if not Case.objects.showing(Section.DOCUMENTS).filter(pk=case.pk).exists():
        return []
    clients = Party.objects.reading(today()).filter(case=case).values("contact")
    delegations = Delegation.objects.in_force(today()).seeing(Section.DOCUMENTS)
    delegates = delegations.filter(contact__in=clients).values("user")
    found = User.objects.get_queryset().active().filter(role__in=CLIENTS)
    found = found.filter(Q(contact__in=clients) | Q(pk__in=delegates))
    return list(found.order_by("pk"))


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
