"""What the worker does around exports."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from portal.subscription import expiry, mails
from portal.subscription.models import Export
from tenants import outbox, scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.models import Firm
from tenants.outbox.models import Event
from tenants.tasks import FleetTask


@outbox.consumer("export.ready")
def tell_owners(event: Event) -> None:
    """One event for each owner: a mail that fails does not repeat the others."""
    for owner in User.objects.get_queryset().active().filter(role=Role.OWNER):
        outbox.publish(
            "export.ready_for", export=event.payload["export"], owner=owner.pk
        )


@outbox.consumer("export.ready_for")
def mail_owner(event: Event) -> None:
    """Mail one owner, while there is something to download."""
    export = Export.objects.filter(pk=event.payload["export"]).first()
    owner = User.objects.filter(pk=event.payload["owner"], is_active=True).first()
    if export and export.is_ready and owner and owner.has_usable_password():
        mails.export_ready(export, to=owner, key=str(event.pk))


@shared_task(name="subscription.forget", base=FleetTask)
def forget() -> int:
    """Remove the exports whose time is over, in every firm."""
    with scope.public():
        firms = list(Firm.objects.filter(state="active"))
    removed = 0
    for firm in firms:
        with scope.scope(firm):
            removed += expiry.remove_expired(at=timezone.now())
    return removed
