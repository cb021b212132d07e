"""What the worker does when somebody changes his way in."""

from __future__ import annotations

from django.utils import timezone

from portal.account import mails
from portal.account.models import EmailChange, EmailChangeQuerySet
from tenants import outbox, scope
from tenants.accounts.models import User
from tenants.outbox.models import Event


@outbox.consumer("account.email_asked")
def ask_new_address(event: Event) -> None:
    """Mail the link, unless the wish was given up or the address is somebody's."""
    change = _change(event, EmailChange.objects.open(timezone.now()))
    if change and not User.objects.filter(email=change.new_email).exists():
        mails.confirm_email(change, key=str(event.pk))


@outbox.consumer("account.email_confirmed")
def tell_old_address(event: Event) -> None:
    """Mail the way back, while there is one."""
    change = _change(event, EmailChange.objects.undoable(timezone.now()))
    if change:
        mails.email_changed(change, key=str(event.pk))


@outbox.consumer("account.password_changed")
def tell_of_password(event: Event) -> None:
    """Tell the person, in case it was somebody else."""
    _tell(event, mails.PASSWORD)


@outbox.consumer("factor.changed")
def tell_of_factor(event: Event) -> None:
    """Tell the person, in case it was somebody else. Operators see it in their log."""
    if scope.current().firm is not None:
        _tell(event, event.payload["action"])


def _tell(event: Event, what: str) -> None:
    people = User.objects.get_queryset().active()
    if user := people.filter(pk=event.payload["user"]).first():
        mails.way_in_changed(user, what, key=str(event.pk))


def _change(event: Event, among: EmailChangeQuerySet) -> EmailChange | None:
    found = among.filter(pk=event.payload["change"])
    return found.select_related("user").first()
