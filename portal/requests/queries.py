"""Reads over requests and people."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from portal.cases.readers import readers as of_case
from portal.documents import queries as documents
from portal.documents.models import Document
from portal.policy.models import Section
from portal.requests.models import (
    Item,
    ItemState,
    Request,
    RequestQuerySet,
    State,
    Submission,
)
from tenants.accounts.models import User

LATELY = timedelta(minutes=10)


def readers(pk: UUID) -> list[User]:
    """The accounts that are asked: those that see the request."""
    request = Request.objects.filter(pk=pk).first()
    if request is None:
        return []
    seeing = Request.objects.filter(pk=pk)
    found = of_case(request.case_id, Section.DOCUMENTS)
    return [user for user in found if seeing.visible_to(user).exists()]


def minders(pk: UUID) -> list[User]:
    """Who of the firm is told of an answer."""
    request = Request.objects.filter(pk=pk).first()
    return documents.minders(request.case_id) if request else []


def asked(user: User, requests: Collection[UUID]) -> Iterable[UUID]:
    """Those of them that still wait for this person."""
    return _keys(Request.objects.visible_to(user).waiting(), requests)


def completed(user: User, requests: Collection[UUID]) -> Iterable[UUID]:
    """Those of them of which everything was accepted."""
    found = Request.objects.visible_to(user).filter(state=State.COMPLETE)
    return _keys(found, requests)


def to_review(user: User, requests: Collection[UUID]) -> Iterable[UUID]:
    """Those of them in which something is to be looked at."""
    return _keys(Request.objects.visible_to(user).to_review(), requests)


def rejected(user: User, items: Collection[UUID]) -> Iterable[UUID]:
    """Those of the items that are to be sent again."""
    requests = Request.objects.visible_to(user).open()
    found = Item.objects.filter(
        pk__in=items, state=ItemState.REJECTED, request__in=requests
    )
    return found.values_list("pk", flat=True)


def portal_page(pk: UUID, user: User) -> str:
    """Where a client answers."""
    return reverse("portal:requests:detail", settings.FIRM_URLCONF, [pk])


def desk_page(pk: UUID, user: User) -> str:
    """Where the firm looks at what came."""
    return reverse("desk:requests:detail", settings.FIRM_URLCONF, [pk])


def items(request: Request, user: User) -> list[Item]:
    """With what was sent for each; of a document that this person cannot open, its
    name only. Three queries."""
    seen = Document.objects.visible_to(user)
    files = Submission.objects.select_related("by").prefetch_related(
        Prefetch("document", seen, to_attr="opened")
    )
    return list(request.items.prefetch_related(Prefetch("submissions", files)))


def has_sent_lately(request: Request) -> bool:
    """Whether something came that the firm was perhaps not told of yet."""
    since = timezone.now() - LATELY
    return Submission.objects.filter(item__request=request, at__gte=since).exists()


def _keys(found: RequestQuerySet, requests: Collection[UUID]) -> Iterable[UUID]:
    return found.filter(pk__in=requests).values_list("pk", flat=True)
