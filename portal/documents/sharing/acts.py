"""Sharing and hiding of many documents of one case at once, and taking that back.

Each is one transaction with its audit rows, its event and its announcement, in a number
of statements that does not depend on how many documents there are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from portal.cases.models import Case, Party
from portal.documents import events
from portal.documents.models import Document, Share, ShareRecipient, Sharing
from portal.documents.sharing.terms import Former, Rows, Terms
from portal.notifications import actions as notices
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError

Shares = dict[UUID, Share]


@transaction.atomic
def share(
    *,
    documents: Collection[UUID],
    terms: Terms,
    by: User,
    at: datetime,
    despite: Collection[str] = (),
) -> Sharing | None:
    """Let clients of the case see these documents on these terms; those that they see
    already get the new terms. None when nothing is left to do.

    They see them at once, and are told when the hold is over. `despite` names clients
    of whom the guard warned. Raises DomainError when the documents are of more than one
    case, when a chosen client is none any more, and when the end is over already.
    """
    held = _held(documents)
    case = _only_case(held)
    if case is None:
        return None
    _refuse_strangers(case, terms)
    if terms.expires_at and terms.expires_at <= at:
        raise DomainError(_("The last day is over already. Choose a later one."))
    before = _shares_of(held)
    formers = _formers(before)
    new = [each for each in held if _differs(formers.get(each.pk), terms, at)]
    if not new:
        return None
    done = _write_down(case, new, formers, by=by, at=at)
    _drop([before[each.pk] for each in new if each.pk in before])
    rows = Rows()
    former = Former(terms=terms, shared_by=by.pk, shared_at=at, sharing=done.pk)
    for each in new:
        rows.add(each.pk, former)
    rows.write()
    _note("document.shared", new, done, by=by, at=at, **_said(terms, despite))
    notices.tell(events.SHARED, subject=done.pk, place=case.pk, by=by, at=at)
    if terms.expires_at:
        _remind(done, terms.expires_at, at=at)
    return done


@transaction.atomic
def unshare(*, documents: Collection[UUID], by: User, at: datetime) -> Sharing | None:
    """Make these documents internal again, at once. None when they are already."""
    held = _held(documents)
    case = _only_case(held)
    before = _shares_of(held)
    shown = [each for each in held if each.pk in before]
    if case is None or not shown:
        return None
    done = _write_down(case, shown, _formers(before), by=by, at=at)
    _drop(list(before.values()))
    _note("document.unshared", shown, done, by=by, at=at)
    return done


@transaction.atomic
def undo(*, sharing: Sharing, by: User, at: datetime) -> int:
    """Put back what stood before; how many documents. What somebody has changed since
    stays as it is. A second time changes nothing.

    Raises DomainError once people may have been told.
    """
    sharing = Sharing.objects.select_for_update().get(pk=sharing.pk)
    if sharing.undone_at:
        return 0
    if at > sharing.at + events.HOLD:
        raise DomainError(
            _("It is too late to undo this: clients may have been told of it.")
        )
    held = _held([UUID(key) for key in sharing.before])
    now = _shares_of(held)
    same = [each for each in held if _is_untouched(now.get(each.pk), sharing)]
    _drop([now[each.pk] for each in same if each.pk in now])
    rows = Rows()
    for each in same:
        if kept := sharing.before[str(each.pk)]:
            rows.add(each.pk, _still_possible(Former.from_json(kept), sharing.case_id))
    rows.write()
    sharing.undone_at = at
    sharing.save(update_fields=["undone_at"])
    notices.withdraw(events.SHARED, subject=sharing.pk, at=at)
    notices.withdraw(events.EXPIRING, subject=sharing.pk, at=at)
    _note("document.sharing_undone", same, sharing, by=by, at=at)
    return len(same)


def _held(documents: Collection[UUID]) -> list[Document]:
    """Always in one order, so that two people never wait for each other."""
    found = Document.objects.live().filter(pk__in=documents)
    found = found.select_for_update(of=("self",)).select_related("case")
    return list(found.order_by("pk"))


def _only_case(documents: Collection[Document]) -> Case | None:
    cases = {each.case_id: each.case for each in documents}
    if len(cases) > 1:
        raise DomainError(_("Share documents of one case at a time."))
    return next(iter(cases.values()), None)


def _refuse_strangers(case: Case, terms: Terms) -> None:
    if terms.parties is None:
        return
    known = Party.objects.clients().filter(case=case, pk__in=terms.parties).count()
    if not terms.parties or known < len(terms.parties):
        raise DomainError(_("Choose at least one client of this case."))


def _shares_of(documents: Collection[Document]) -> Shares:
    found = Share.objects.filter(document__in=[each.pk for each in documents])
    return {each.document_id: each for each in found.prefetch_related("recipients")}


def _formers(shares: Shares) -> dict[UUID, Former]:
    return {
        key: Former.of(each, [one.party_id for one in each.recipients.all()])
        for key, each in shares.items()
    }


def _differs(former: Former | None, terms: Terms, at: datetime) -> bool:
    """Whether this is not what clients have already."""
    if former is None or former.terms != terms:
        return True
    return former.terms.expires_at is not None and former.terms.expires_at <= at


def _write_down(
    case: Case,
    documents: Collection[Document],
    formers: Mapping[UUID, Former],
    *,
    by: User,
    at: datetime,
) -> Sharing:
    before = {
        str(each.pk): formers[each.pk].as_json() if each.pk in formers else None
        for each in documents
    }
    case.touch(at)
    return Sharing.objects.create(case=case, before=before, by=by, at=at)


def _drop(shares: Collection[Share]) -> None:
    """Raw deletions: there is nothing below them but the recipients."""
    keys = [each.pk for each in shares]
    if keys:
        ShareRecipient.objects.filter(share__in=keys).delete()
        Share.objects.filter(pk__in=keys).delete()


def _is_untouched(share: Share | None, sharing: Sharing) -> bool:
    """Whether it is still what this press made of it: shared by it, or hidden."""
    return share is None or share.sharing_id == sharing.pk


def _still_possible(former: Former, case: UUID) -> Former:
    """Without those who left the case meanwhile."""
    if former.terms.parties is None:
        return former
    there = Party.objects.filter(case=case, pk__in=former.terms.parties)
    parties = frozenset(there.values_list("pk", flat=True))
    terms = Terms(
        parties=parties,
        may_download=former.terms.may_download,
        expires_at=former.terms.expires_at,
    )
    return Former(
        terms=terms,
        shared_by=former.shared_by,
        shared_at=former.shared_at,
        sharing=former.sharing,
    )


def _said(terms: Terms, despite: Collection[str]) -> dict[str, object]:
    """What the log keeps of the terms."""
    chosen = None if terms.parties is None else sorted(map(str, terms.parties))
    said: dict[str, object] = {"may_download": terms.may_download}
    if chosen is not None:
        said["parties"] = chosen
    if terms.expires_at:
        said["expires_at"] = terms.expires_at.isoformat()
    if despite:
        said["despite"] = sorted(despite)
    return said


def _remind(sharing: Sharing, expires_at: datetime, *, at: datetime) -> None:
    notices.remind(
        events.EXPIRING,
        subject=sharing.pk,
        place=sharing.case_id,
        moment=expires_at - timedelta(minutes=1),  # within the last day
        days_before=events.EXPIRING_DAYS,
        at=at,
    )


def _note(
    what: str,
    documents: Collection[Document],
    sharing: Sharing,
    *,
    by: User,
    at: datetime,
    **details: object,
) -> None:
    if documents:
        case = str(sharing.case_id)
        audit.record_many(what, documents, by=by, at=at, case=case, **details)
        outbox.publish(what, sharing=sharing.pk)
