"""What the worker does about contacts and those who may look for them."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from portal.people import mails, points, refreshing, saving
from portal.people.importing import files, forgetting, running
from portal.people.models import (
    Contact,
    ContactImport,
    Delegation,
    ImportState,
    PersonalCopy,
)
from portal.people.personal import copies, packing
from tenants import outbox, scope
from tenants.models import Firm
from tenants.outbox.models import Event
from tenants.tasks import FleetTask


@outbox.consumer("delegation.given")
def tell_delegate(event: Event) -> None:
    """Write to who signs in already; the others get an invitation anyway."""
    found = Delegation.objects.filter(
        pk=event.payload["delegation"], revoked_at=None, user__is_active=True
    )
    delegation = found.select_related("user").first()
    if delegation is not None and delegation.user.has_usable_password():
        mails.delegation_given(delegation.user, key=str(event.pk))


@outbox.consumer("account.email_changed")
def follow_address(event: Event) -> None:
    """The firm writes to the address with which its contact signs in."""
    contact = Contact.objects.filter(user=event.payload["user"]).first()
    if contact is not None and contact.user is not None:
        contact.email = contact.user.email
        saving.tidy(contact, points.of(contact))
        contact.save(update_fields=["email", "search_text", "search_name"])


@outbox.consumer("contact.import_check")
def check_file(event: Event) -> None:
    """Try every line of a file."""
    job = ContactImport.objects.filter(pk=event.payload["job"]).first()
    if job is not None and job.state == ImportState.CHECKING:
        running.check(job)


@outbox.consumer("contact.import_run")
def take_file_over(event: Event) -> None:
    """Import the good lines of a file, in the transaction of this delivery."""
    locked = ContactImport.objects.select_for_update(of=("self",))
    job = locked.select_related("created_by").filter(pk=event.payload["job"]).first()
    if job is not None and job.state == ImportState.IMPORTING:
        running.take_over(job, at=timezone.now())


@outbox.consumer("contact.imported")
def remove_file(event: Event) -> None:
    """The file of an import that is over goes. It may be gone already."""
    job = ContactImport.objects.filter(pk=event.payload["job"]).first()
    if job is not None:
        files.remove(job)


@shared_task(name="people.forget_files", base=FleetTask)
def forget_files() -> int:
    """Remove what is kept of old imports and copies, in every firm."""
    with scope.public():
        firms = list(Firm.objects.filter(state="active"))
    touched = 0
    for firm in firms:
        with scope.scope(firm):
            touched += forgetting.forget(at=timezone.now())
            touched += copies.remove_expired(at=timezone.now())
    return touched


@outbox.consumer("contact.copy_requested")
def make_copy(event: Event) -> None:
    """Make the copy of a contact's personal data."""
    rows = PersonalCopy.objects.select_for_update(of=("self",))
    copy = rows.filter(pk=event.payload["copy"]).first()
    if copy is not None and copy.is_waiting:
        copies.finish(copy, at=timezone.now())


@outbox.consumer("contact.copies_gone")
def remove_copies(event: Event) -> None:
    """The files of copies whose contact was erased."""
    for key in event.payload["copies"]:
        packing.remove(PersonalCopy(pk=UUID(key)))


@shared_task(name="people.refresh", base=FleetTask)
def refresh() -> int:
    """Find every contact by what it is called now, in every firm."""
    with scope.public():
        firms = list(Firm.objects.filter(state="active"))
    changed = 0
    for firm in firms:
        with scope.scope(firm):
            changed += refreshing.refresh()
    return changed
