"""What the worker does about getting in."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from portal.access import lockout, mails
from portal.access.models import Invitation, OneTimeLink
from tenants import outbox, scope
from tenants.accounts.models import User
from tenants.models import Firm
from tenants.outbox.models import Event
from tenants.tasks import FleetTask


@outbox.consumer("access.invited")
def send_invitation(event: Event) -> None:
    """Mail the link, unless the invitation was used or replaced meanwhile."""
    invitation = (
        Invitation.objects.open(timezone.now())
        .select_related("user")
        .filter(pk=event.payload["invitation"])
        .first()
    )
    if invitation is not None:
        mails.invitation(invitation, key=str(event.pk))


@outbox.consumer("access.link_asked")
def send_link(event: Event) -> None:
    """Mail a link of one use, while it works, to those who may have it."""
    link = (
        OneTimeLink.objects.open(timezone.now())
        .select_related("user")
        .filter(pk=event.payload["link"], user__is_active=True)
        .first()
    )
    if link is not None:
        mails.one_time_link(link, key=str(event.pk))


@outbox.consumer("access.password_reset")
def tell_of_reset(event: Event) -> None:
    """Tell the person, in case it was somebody else."""
    user = User.objects.get_queryset().active().filter(pk=event.payload["user"]).first()
    if user is not None:
        mails.password_changed(user, key=str(event.pk))


@shared_task(name="access.forget", base=FleetTask)
def forget() -> int:
    """Remove failures and links that do not count any more, wherever they are."""
    with scope.public():
        removed = lockout.forget_old(at=timezone.now())
        firms = list(Firm.objects.filter(state="active"))
    for firm in firms:
        with scope.scope(firm):
            removed += lockout.forget_old(at=timezone.now())
            removed += OneTimeLink.objects.over(timezone.now()).delete()[0]
    return removed
