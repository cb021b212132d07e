"""What the firm wishes about its addresses. The platform decides, and writes back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.addresses.models import Address, AddressState
from tenants import audit, limits, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError

CHECKED_AT_MOST_EVERY = timedelta(seconds=5)
WATCHED_FOR = timedelta(seconds=30)


@transaction.atomic
def add(host: str, *, becomes_primary: bool, by: User, at: datetime) -> Address:
    """Wish an address. `host` is clean. Raises DomainError when it is there already,
    or the plan is full; what depends on other firms is said later."""
    _refuse_limit()
    address = Address(host=host, created_by=by, created_at=at)
    try:
        with transaction.atomic():
            address.save(force_insert=True)
    except IntegrityError:
        raise DomainError(_("You have added this address already.")) from None
    audit.record("address.wanted", address, by=by, at=at)
    outbox.publish(
        "address.wanted",
        key=address.pk,
        becomes_primary=becomes_primary,
        language=get_language() or by.language,
    )
    return address


@transaction.atomic
def check(address: Address, *, by: User, at: datetime) -> None:
    """Wish that DNS is asked again now. Pressing often asks once."""
    if _ask_dns(address, at=at):
        audit.record("address.check_wanted", address, by=by, at=at)


@transaction.atomic
def watch(address: Address, *, at: datetime) -> None:
    """The address's page is open: DNS is asked every few seconds while it is."""
    was_watched = address.watched_until and address.watched_until > at
    address.watched_until = at + WATCHED_FOR
    address.save(update_fields=["watched_until"])
    if not was_watched:
        _ask_dns(address, at=at)


@transaction.atomic
def remove(address: Address, *, by: User, at: datetime) -> None:
    """Wish an address away. One that came to nothing is just cleared from the list."""
    if address.is_gone:
        audit.record("address.cleared", address, by=by, at=at)
        address.delete()
        return
    if address.is_leaving or address.state == AddressState.REQUESTED:
        raise DomainError(_("We are still working on this address. Try in a moment."))
    address.removal_wanted_at = at
    address.save(update_fields=["removal_wanted_at"])
    audit.record("address.removal_wanted", address, by=by, at=at)
    outbox.publish("address.removal_wanted", key=address.pk)


@transaction.atomic
def make_primary(address: Address, *, by: User, at: datetime) -> None:
    """Wish that links are built from here. Raises DomainError until it is live."""
    if not address.is_live or address.is_leaving:
        raise DomainError(_("This address is not live yet."))
    audit.record("address.primary_wanted", address, by=by, at=at)
    outbox.publish("address.primary_wanted", key=address.pk)


@transaction.atomic
def use_platform_address(*, by: User, at: datetime) -> None:
    """Wish that links are built from the address under the platform's name."""
    audit.record("address.platform_wanted", None, by=by, at=at)
    outbox.publish("address.platform_wanted")


def _ask_dns(address: Address, *, at: datetime) -> bool:
    last = address.check_wanted_at
    if address.is_gone or (last and at - last < CHECKED_AT_MOST_EVERY):
        return False
    address.check_wanted_at = at
    address.save(update_fields=["check_wanted_at"])
    outbox.publish("address.check_wanted", key=address.pk)
    return True


def _refuse_limit() -> None:
    plan = limits.plan()
    limit = plan.domain_limit if plan else None
    if limit is None or Address.objects.open().count() < limit:
        return
    raise DomainError(
        ngettext(
            "Your plan has room for %(limit)s address of your own. Remove one first, "
            "or ask us for a larger plan.",
            "Your plan has room for %(limit)s addresses of your own. Remove one "
            "first, or ask us for a larger plan.",
            limit,
        )
        % {"limit": limit}
    )
