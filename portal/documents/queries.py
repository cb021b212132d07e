"""Reads over documents, cases and people."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from portal.cases.readers import readers as of_case
from portal.documents.models import Document, Share
from portal.policy.models import Section
from tenants.accounts.models import User
from tenants.accounts.roles import Role


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


def shared_with(user: User, shares: Collection[UUID]) -> Iterable[UUID]:
    """Those of the shares that stand, of documents that this person sees."""
    found = Share.objects.filter(
        pk__in=shares, document__in=Document.objects.visible_to(user)
    )
    return found.values_list("pk", flat=True)
