"""Documents on the first pages of portal and desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.access.gate import PortalRequest
from portal.access.permissions import Permission, allowed
from portal.cases.models import SEE_NO_DOCUMENTS, Case
from portal.documents import queries
from portal.documents.models import Document, Share
from portal.home.parts import (
    Column,
    DeskPanel,
    News,
    PortalPart,
    Task,
    register,
)
from portal.people.models import Contact
from tenants.accounts.models import User

SHOWN = 5
TASKS = 3
MOST = 25  # rows that a part of the client's page may ask for
# Who never opened a document for so long is not asked on every visit.
IS_NEW = timedelta(days=90)


def register_panels() -> None:
    """Show them."""
    register(PortalPart(tasks=to_read, latest=shared_lately))
    register(
        DeskPanel(
            template="documents/_first_steps.html",
            context=first_steps,
            order=10,
            column=Column.TOP,
        )
    )
    register(DeskPanel(template="documents/_home_desk.html", context=uploads, order=60))


def to_read(request: PortalRequest, limit: int) -> Iterable[Task]:
    """What was shared with him and he has not opened; many of them in one row."""
    found = [each for each in _of_reader(request) if each.is_new][:limit]
    if len(found) > TASKS:
        return [_many(len(found), is_more=len(found) == limit)]
    return [_one(document) for document in found]


def shared_lately(request: PortalRequest, limit: int) -> Iterable[News]:
    """What was shared with him last; what he sent himself is no news."""
    return [
        News(
            at=document.share.shared_at,
            title=document.title,
            line=_("Shared by %(name)s") % {"name": document.share.shared_by.name},
            url=reverse("portal:documents:detail", args=[document.pk]),
            icon="doc",
            place=document.case.portal_title,
        )
        for document in _of_reader(request)[:limit]
    ]


def _of_reader(request: PortalRequest) -> list[Any]:
    """The latest that others shared with him, and all that is new to him (`is_new`), in
    one query for both parts of the page."""
    known: list[Any] | None = getattr(request, "documents_of_home", None)
    if known is None:
        known = _asked(request.user)
        request.documents_of_home = known  # type: ignore[attr-defined]
    return known


def _asked(user: User) -> list[Any]:
    seen = Document.objects.visible_to(user).exclude(share__shared_by=user.pk)
    latest = seen.latest_shared_first().values("pk")[:MOST]
    unopened = ~Exists(queries.opened_by(user, OuterRef("pk")))
    is_new = Q(unopened, share__shared_at__gte=timezone.now() - IS_NEW)
    found = seen.annotate(is_new=ExpressionWrapper(is_new, BooleanField()))
    found = found.filter(Q(pk__in=latest) | Q(is_new=True))
    return list(found.with_rows().latest_shared_first()[: 2 * MOST])


def first_steps(request: PortalRequest) -> Mapping[str, Any] | None:
    """What a fresh office has done and what is next, until it shared something."""
    may_begin = allowed(request.user.role, Permission.CASE_EDIT)
    if not may_begin or Share.objects.exists():
        return None
    return {"has_contact": Contact.objects.exists(), "has_case": Case.objects.exists()}


def uploads(request: PortalRequest) -> Mapping[str, Any] | None:
    """The latest documents of the cases that this member of staff sees."""
    if request.user.role in SEE_NO_DOCUMENTS:
        return None
    found = Document.objects.visible_to(request.user).with_rows().latest_first()
    documents = list(found[:SHOWN])
    return {"documents": documents} if documents else None


def _one(document: Document) -> Task:
    return Task(
        title=_("Read: %(title)s") % {"title": document.title},
        line=document.case.portal_title,
        url=reverse("portal:documents:detail", args=[document.pk]),
        icon="doc",
        tag=_("New"),
        tone="brand",
    )


def _many(count: int, *, is_more: bool) -> Task:
    text = ngettext(
        "Read %(count)d new document", "Read %(count)d new documents", count
    ) % {"count": count}
    return Task(
        title=_("Read your new documents") if is_more else text,
        url=reverse("portal:documents:list"),
        icon="doc",
        tag=_("New"),
        tone="brand",
    )
