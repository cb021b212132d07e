"""What the worker does after a change of an address."""

from __future__ import annotations

from portal.addresses import mails
from portal.addresses.models import Address, AddressState
from tenants import outbox
from tenants.accounts.models import User
from tenants.outbox.models import Event


@outbox.consumer("address.warned")
def send_warning(event: Event) -> None:
    """Mail an owner that DNS is wrong, unless it is right again or too late."""
    address, owner = _address(event), _owner(event)
    if address and owner and address.wrong_since and not address.is_gone:
        mails.wrong(address, to=owner, key=str(event.pk))


@outbox.consumer("address.went_dark")
def send_farewell(event: Event) -> None:
    """Mail an owner that the address is dark, unless it is back."""
    address, owner = _address(event), _owner(event)
    if address and owner and address.state == AddressState.SUSPENDED:
        mails.dark(address, to=owner, key=str(event.pk))


def _address(event: Event) -> Address | None:
    return Address.objects.filter(pk=event.payload["address"]).first()


def _owner(event: Event) -> User | None:
    active = User.objects.get_queryset().active()
    return active.filter(pk=event.payload["user"]).first()
