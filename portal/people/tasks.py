"""What the worker does about contacts and those who may look for them."""

from __future__ import annotations

from portal.people import mails
from portal.people.models import Contact, Delegation
from tenants import outbox
from tenants.accounts.models import User
from tenants.outbox.models import Event


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
    user = User.objects.filter(pk=event.payload["user"]).first()
    if user is not None:
        Contact.objects.filter(user=user).update(email=user.email)
