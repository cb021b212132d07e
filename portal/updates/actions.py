"""What the firm does with updates. Each is one transaction, with audit, outbox and
notices. No text is in any of the three."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.cases.models import Case
from portal.documents.models import Document
from portal.notifications import actions as notices
from portal.updates import events, promise_actions
from portal.updates.models import Update, UpdateAttachment, UpdateVersion
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError


@transaction.atomic
def post(
    *,
    update: Update,
    attachments: Collection[Document] = (),
    is_shared: bool = False,
    next_on: date | None = None,
    by: User,
    at: datetime,
) -> Update:
    """Save a new update of a case, for the firm only or for its clients too.

    A shared one is seen and told of when `HOLD` is over, and moves the day of the next
    one to `next_on`, or to the usual one. The same update sent again is the one that
    is there. Raises DomainError for a shared one in a closed case, a day that is over,
    and a document of another case.
    """
    update.case = _locked(update.case)
    if (there := _sent_before(update)) is not None:
        return there
    update.by, update.at = by, at
    update.save(force_insert=True)
    _attach(update, attachments)
    _note("posted", update, by=by, at=at, is_shared=is_shared)
    if is_shared:
        _share(update, next_on, by=by, at=at)
    update.case.touch(at)
    return update


@transaction.atomic
def edit(
    *,
    update: Update,
    attachments: Collection[Document],
    is_shared: bool,
    next_on: date | None = None,
    by: User,
    at: datetime,
) -> Update:
    """Save what an update says now; what it said before is kept for the firm.

    Sharing it begins a hold, as for a new one; making it internal counts at once.
    Raises DomainError as `post` does.
    """
    update.case = _locked(update.case)
    before = Update.objects.select_for_update(of=("self",)).get(pk=update.pk)
    update.shared_at = before.shared_at
    if changed := _changed(update, before, attachments):
        _keep(before)
        update.edited_by, update.edited_at = by, at
        update.save(update_fields=["title", "body", "edited_by", "edited_at"])
        _attach(update, attachments)
        _note("edited", update, by=by, at=at, changed=changed)
    if is_shared and not before.is_shared:
        _share(update, next_on, by=by, at=at)
        _note("shared", update, by=by, at=at)
    elif before.is_shared and not is_shared:
        _make_internal(update, by=by, at=at)
    update.case.touch(at)
    return update


@transaction.atomic
def make_internal(*, update: Update, by: User, at: datetime) -> None:
    """Let no client see it from now on. A second time changes nothing."""
    update.case = _locked(update.case)
    update.refresh_from_db(fields=["shared_at"])
    if update.is_shared:
        _make_internal(update, by=by, at=at)
        update.case.touch(at)


@transaction.atomic
def take_back(*, update: Update, by: User, at: datetime) -> Update:
    """Undo the sharing before any client saw it. What was written as shared is gone;
    what was internal before is so again.

    Raises DomainError when it is internal, or its time is over.
    """
    update.case = _locked(update.case)
    update.refresh_from_db(fields=["shared_at", "taken_back_at"])
    if not update.can_be_taken_back(at):
        raise DomainError(
            _("This can no longer be taken back. You can make it internal instead.")
        )
    if update.shared_at == update.at:
        update.taken_back_at = at
        update.save(update_fields=["taken_back_at"])
    _unshare(update, at=at)
    _note("taken_back", update, by=by, at=at)
    update.case.touch(at)
    return update


def _share(update: Update, next_on: date | None, *, by: User, at: datetime) -> None:
    if not update.case.is_open:
        raise DomainError(_("This case is closed. Write an internal update."))
    update.shared_at = at
    update.save(update_fields=["shared_at"])
    promise_actions.follow(update, on=next_on, by=by, at=at)
    notices.tell(
        events.UPDATE_POSTED, subject=update.pk, place=update.case_id, by=by, at=at
    )


def _make_internal(update: Update, *, by: User, at: datetime) -> None:
    _unshare(update, at=at)
    _note("made_internal", update, by=by, at=at)


def _unshare(update: Update, *, at: datetime) -> None:
    """Nobody is told any more; a promise that no client read is as it was."""
    if update.can_be_taken_back(at) or update.taken_back_at:
        promise_actions.restore(update, at=at)
    update.shared_at = None
    update.save(update_fields=["shared_at"])
    notices.withdraw(events.UPDATE_POSTED, subject=update.pk, at=at)


def _sent_before(update: Update) -> Update | None:
    """Its key comes from the form: a second press finds what the first one saved."""
    return Update.objects.filter(pk=update.pk, case=update.case).first()


def _attach(update: Update, documents: Collection[Document]) -> None:
    """These documents and no others. Raises DomainError for one of another case."""
    if any(each.case_id != update.case_id for each in documents):
        raise DomainError(_("Attach documents of the same case only."))
    wanted = {each.pk for each in documents}
    UpdateAttachment.objects.filter(update=update).exclude(document__in=wanted).delete()
    rows = [UpdateAttachment(update=update, document_id=pk) for pk in wanted]
    UpdateAttachment.objects.bulk_create(rows, ignore_conflicts=True)


def _changed(
    update: Update, before: Update, attachments: Collection[Document]
) -> Sequence[str]:
    """The names of what is not as it was, for the log."""
    changed = [
        name for name in ("title", "body")
        if getattr(update, name) != getattr(before, name)
    ]  # fmt: skip
    attached = UpdateAttachment.objects.filter(update=before)
    if set(attached.values_list("document", flat=True)) != {
        each.pk for each in attachments
    }:
        changed.append("attachments")
    return changed


def _keep(before: Update) -> None:
    UpdateVersion.objects.create(
        update=before,
        title=before.title,
        body=before.body,
        at=before.edited_at or before.at,
        by_id=before.edited_by_id or before.by_id,
    )


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def _note(what: str, update: Update, *, by: User, at: datetime, **details: Any) -> None:
    action = f"update.{what}"
    audit.record(action, update.case, by=by, at=at, ids=[str(update.pk)], **details)
    outbox.publish(action, case=update.case_id, update=update.pk)
