"""What owners ask of the platform: one transaction each, audit and outbox too."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.subscription.models import Closing, ClosingState, Export, ExportState
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError

KEPT_FOR = timedelta(days=7)


@transaction.atomic
def request_export(*, by: User | None, at: datetime) -> Export:
    """Ask for a copy of all data; a mail tells when it can be downloaded.

    `by` is None when the platform asks on the firm's behalf. Raises DomainError while
    another one is being made.
    """
    try:
        with transaction.atomic():
            export = Export.objects.create(requested_by=by, requested_at=at)
    except IntegrityError:
        raise DomainError(
            _("An export is being made already. We write to you when it is ready.")
        ) from None
    audit.record("firm.export_requested", export, by=by, at=at)
    outbox.publish("export.requested", export=export.pk)
    return export


@transaction.atomic
def finish_export(export: Export, *, size: int, sha256: str, at: datetime) -> None:
    """The file is there: say so to whoever asked."""
    export.state, export.size, export.sha256 = ExportState.READY, size, sha256
    export.finished_at, export.expires_at = at, at + KEPT_FOR
    export.save()
    audit.record("firm.export_made", export, by=None, at=at)
    outbox.publish("export.ready", export=export.pk)


@transaction.atomic
def note_download(export: Export, *, by: User, at: datetime) -> None:
    """Write down that somebody took the copy."""
    audit.record("firm.export_downloaded", export, by=by, at=at)


@transaction.atomic
def request_closing(*, reason: str, by: User, at: datetime) -> Closing:
    """Ask for the portal to be closed. Raises DomainError the second time."""
    try:
        with transaction.atomic():
            wish = Closing.objects.create(
                requested_by=by, requested_at=at, reason=reason
            )
    except IntegrityError:
        raise DomainError(_("You have asked for this already.")) from None
    audit.record("firm.closing_requested", wish, by=by, at=at)
    outbox.publish("closing.requested", closing=wish.pk)
    return wish


@transaction.atomic
def answer_closing(wish: Closing, *, refusal: str, at: datetime) -> None:
    """Write down what the platform said; an empty refusal is a yes."""
    wish.state = ClosingState.REFUSED if refusal else ClosingState.ACCEPTED
    wish.answer = refusal
    wish.save(update_fields=["state", "answer"])
    audit.record(f"firm.closing_{wish.state}", wish, by=None, at=at)
