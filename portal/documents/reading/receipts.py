"""Who of the clients opened or downloaded a document, and who has not yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from portal.documents import queries
from portal.documents.models import Document, ShareRecipient
from portal.documents.reading.noting import DOWNLOADED, OPENED
from portal.people.models import Delegation
from tenants.accounts.models import User
from tenants.accounts.roles import CLIENTS
from tenants.audit.models import Entry

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Receipt:
    """One time that a client opened or downloaded it."""

    entry: Entry

    @property
    def name(self) -> str:
        """Whose it is."""
        return self.entry.actor_name

    @property
    def is_download(self) -> bool:
        """Whether he was given the file, and did not only read."""
        return self.entry.action == DOWNLOADED

    @property
    def version(self) -> int | None:
        """Which version it was."""
        number = self.entry.details.get("version")
        return number if isinstance(number, int) else None


@dataclass(frozen=True, slots=True)
class Receipts:
    """The latest, the newest first; and the readers of whom there is none."""

    latest: list[Receipt]
    missing: list[User]
    is_shared: bool


def receipts(document: Document) -> Receipts:
    """Of one document. It must have been fetched with its share."""
    found = list(of_clients().filter(target_id=document.pk)[:SHOWN])
    readers = _readers(document) if document.is_shared else []
    seen = _seen(document, readers)
    return Receipts(
        latest=[Receipt(entry) for entry in found],
        missing=[each for each in readers if each.pk not in seen],
        is_shared=document.is_shared,
    )


def of_clients() -> QuerySet[Entry]:
    """All receipts, the newest first: what staff read is none."""
    clients = User.objects.get_queryset().filter(role__in=CLIENTS)
    return Entry.objects.filter(
        target_type=Document._meta.label_lower,
        action__in=[OPENED, DOWNLOADED],
        actor_id__in=clients.values("pk"),
    ).order_by("-at", "-pk")


def _seen(document: Document, readers: Iterable[User]) -> set[object]:
    actors = [each.pk for each in readers]
    found = of_clients().filter(target_id=document.pk, actor_id__in=actors)
    return set(found.order_by().values_list("actor_id", flat=True).distinct())


def _readers(document: Document) -> list[User]:
    """Who sees it now: of a share for some, they and who looks for them. Whoever sent
    it knows it."""
    found = queries.readers(document.case_id)
    found = [each for each in found if each.pk != document.uploaded_by_id]
    if document.share.is_for_all:
        return found
    chosen = ShareRecipient.objects.filter(share=document.share)
    contacts = chosen.values("party__contact")
    accounts = User.objects.get_queryset().filter(contact__in=contacts)
    delegates = Delegation.objects.filter(contact__in=contacts).values("user")
    meant = set(accounts.values_list("pk", flat=True))
    meant |= set(delegates.values_list("user", flat=True))
    return [each for each in found if each.pk in meant]
