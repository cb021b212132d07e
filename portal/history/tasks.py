"""All owners are told by mail when somebody changes how long the log is kept."""

from __future__ import annotations

from datetime import datetime

from portal.history import mails
from tenants import outbox
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.outbox.models import Event


@outbox.consumer("history.term_chosen")
@outbox.consumer("history.term_withdrawn")
def tell_owners(event: Event) -> None:
    """One event for each owner: a mail that fails does not repeat the others."""
    for owner in User.objects.get_queryset().active().filter(role=Role.OWNER):
        outbox.publish(f"{event.topic}_for", owner=owner.pk, **event.payload)


@outbox.consumer("history.term_chosen_for")
def mail_of_choice(event: Event) -> None:
    """Mail one owner what was chosen, and from when on it counts."""
    if owner := _owner(event):
        said = event.payload
        counts_from = said["counts_from"]
        mails.term_chosen(
            _name(event),
            years=said["years"],
            before=said["before"],
            counts_from=datetime.fromisoformat(counts_from) if counts_from else None,
            to=owner,
            key=str(event.pk),
        )


@outbox.consumer("history.term_withdrawn_for")
def mail_of_withdrawal(event: Event) -> None:
    """Mail one owner that nothing changes."""
    if owner := _owner(event):
        years = event.payload["years"]
        mails.term_withdrawn(_name(event), years=years, to=owner, key=str(event.pk))


def _owner(event: Event) -> User | None:
    """The owner, who may have left, or never have come."""
    owner = User.objects.filter(pk=event.payload["owner"], is_active=True).first()
    return owner if owner and owner.has_usable_password() else None


def _name(event: Event) -> str:
    person = User.objects.filter(pk=event.payload["by"]).first()
    return person.name if person else ""
