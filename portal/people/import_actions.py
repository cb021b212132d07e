"""What staff do with a file of contacts. Each is one transaction, with audit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.people.importing import columns, files, progress, reading
from portal.people.models import ContactImport, ImportState
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError

NAME_LENGTH = 200


@transaction.atomic
def upload(*, file_name: str, data: bytes, by: User, at: datetime) -> ContactImport:
    """Keep a file, with a guess at its columns. Imports nothing.

    Raises DomainError for what is no CSV file that we can read.
    """
    sheet = reading.read(data)
    job = ContactImport(file_name=file_name[-NAME_LENGTH:], created_at=at)
    job.created_by, job.columns = by, columns.guess(sheet.headings)
    job.save(force_insert=True)
    audit.record("contact.import_uploaded", job, by=by, at=at)
    files.keep(job, data)
    return job


@transaction.atomic
def check(
    *, job: ContactImport, chosen: Mapping[str, str], by: User, at: datetime
) -> None:
    """Have every line tried under this choice of columns.

    Raises DomainError for a choice that gives no contacts, and for an import that is
    over or under way.
    """
    if wrong := columns.problems(chosen):
        raise DomainError(" ".join(wrong))
    ready = (ImportState.MAPPING, ImportState.CHECKED)
    rows = ContactImport.objects.filter(pk=job.pk, state__in=ready)
    if not rows.update(state=ImportState.CHECKING, columns=dict(chosen)):
        raise _over()
    progress.forget(job.pk)
    audit.record("contact.import_checked", job, by=by, at=at)
    outbox.publish("contact.import_check", job=job.pk)


@transaction.atomic
def confirm(*, job: ContactImport, by: User, at: datetime) -> None:
    """Have the good lines imported, all at once.

    Raises DomainError when another import is under way, and when nothing is to import.
    """
    rows = ContactImport.objects.filter(
        pk=job.pk, state=ImportState.CHECKED, good__gt=0
    )
    try:
        with transaction.atomic():
            is_ours = rows.update(state=ImportState.IMPORTING, created_by=by)
    except IntegrityError:
        raise DomainError(
            _("Another import is under way. Try again when it is done.")
        ) from None
    if not is_ours:
        raise _over()
    progress.forget(job.pk)
    audit.record("contact.import_confirmed", job, by=by, at=at)
    outbox.publish("contact.import_run", job=job.pk)


@transaction.atomic
def stop(*, job: ContactImport, by: User, at: datetime) -> None:
    """Import nothing of it. Raises DomainError once it was confirmed."""
    rows = ContactImport.objects.unfinished().filter(pk=job.pk)
    if not rows.update(state=ImportState.REMOVED, finished_at=at):
        raise _over()
    job.problems.all().delete()
    audit.record("contact.import_stopped", job, by=by, at=at)
    outbox.publish("contact.imported", job=job.pk)


def _over() -> DomainError:
    return DomainError(_("This import has moved on meanwhile. Look at where it is."))
