"""Reads over documents, cases and people."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from portal.cases.readers import readers as of_case
from portal.documents.models import Document, Share
from portal.policy.models import Section
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry

SOON = timedelta(days=4)  # a little more than the reminder is early
READ = ("document.opened", "document.downloaded")


def readers(case: UUID) -> list[User]:
    """The accounts that see a shared document of this case, invited ones included."""
    return of_case(case, Section.DOCUMENTS)


def minders(case: UUID) -> list[User]:
    """Who of the firm is told of a file: the case's lawyer, or the owners when he has
    left."""
    staff = User.objects.staff().active()
    lawyer = list(staff.filter(cases=case))
    return lawyer or list(staff.filter(role=Role.OWNER).order_by("pk"))


def seen_by(user: User, documents: Collection[UUID]) -> Iterable[UUID]:
    """Those of the documents that this person sees."""
    found = Document.objects.visible_to(user).filter(pk__in=documents)
    return found.values_list("pk", flat=True)


def kept_for(user: User, documents: Collection[UUID]) -> Iterable[UUID]:
    """Those of them that were not refused."""
    found = Document.objects.visible_to(user).kept().filter(pk__in=documents)
    return found.values_list("pk", flat=True)


def shared_with(user: User, sharings: Collection[UUID]) -> Iterable[UUID]:
    """Those presses of Share of which this person still sees a document."""
    found = Share.objects.filter(
        sharing__in=sharings, document__in=Document.objects.visible_to(user)
    )
    return set(found.values_list("sharing", flat=True))


def expiring_for(user: User, sharings: Collection[UUID]) -> Iterable[UUID]:
    """Those of which he still sees a document that he has not opened, and that will
    soon be gone. Moved to a later day, it is not: another reminder comes then."""
    visible = Document.objects.visible_to(user)
    found = Share.objects.filter(
        ~Exists(opened_by(user, OuterRef("document"))),
        sharing__in=sharings,
        document__in=visible,
        expires_at__lte=timezone.now() + SOON,
    )
    return set(found.values_list("sharing", flat=True))


def opened_by(user: User, document: Any) -> QuerySet[Entry]:
    """The lines of the log that say that this person has read the document."""
    return Entry.objects.filter(
        target_type=Document._meta.label_lower,
        target_id=document,
        action__in=READ,
        actor_id=user.pk,
    )
