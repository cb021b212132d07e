"""What the platform says of the firm's addresses, written into the firm's own rows."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from portal.addresses.models import Address, AddressState
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.accounts.roles import Role


@dataclass(frozen=True, kw_only=True)
class News:
    """How a claim and its certificate stand."""

    key: UUID
    host: str
    token: str
    state: str
    end_reason: str
    report: dict[str, Any]
    created_at: datetime
    checked_at: datetime | None
    verified_at: datetime | None
    wrong_since: datetime | None
    ended_at: datetime | None
    warnings: int
    is_live: bool
    certificate_state: str
    certificate_issuer: str
    certificate_until: datetime | None
    certificate_reason: str


@transaction.atomic
def hear(news: News, *, at: datetime) -> bool:
    """Write it down, and tell the owners when DNS is wrong.

    The answer says whether somebody looks at the address's page. May run twice.
    """
    fields = asdict(news)
    key = fields.pop("key")
    address = Address.objects.select_for_update().filter(pk=key).first()
    if address is None:  # an operator claimed it
        address = Address(pk=key)
    before, warned = _standing(address), address.warnings
    for name, value in fields.items():
        setattr(address, name, value)
    address.save()
    if _standing(address) != before:
        _write_down(address, at)
    if address.warnings > warned:
        _mail_owners("address.warned", address)
    return address.watched_until is not None and address.watched_until > at


@transaction.atomic
def refused(key: UUID, words: str, *, at: datetime) -> None:
    """The address cannot be claimed; `words` say why. May run twice."""
    address = Address.objects.select_for_update().filter(pk=key).first()
    if address is None or address.state != AddressState.REQUESTED:
        return
    room = Address._meta.get_field("refusal").max_length
    address.state, address.refusal, address.ended_at = (
        AddressState.REFUSED, words[:room], at,
    )  # fmt: skip
    address.save()
    audit.record("address.refused", address, by=None, at=at)


def _standing(address: Address) -> tuple[object, ...]:
    """What a change of is worth a line in the log."""
    return (address.state, address.is_live, address.certificate_state)


def _write_down(address: Address, at: datetime) -> None:
    audit.record(
        f"address.{address.state}",
        address,
        by=None,
        at=at,
        is_live=address.is_live,
        certificate=address.certificate_state,
    )
    if address.state == AddressState.SUSPENDED:
        _mail_owners("address.went_dark", address)


def _mail_owners(topic: str, address: Address) -> None:
    owners = User.objects.get_queryset().active().filter(role=Role.OWNER)
    for owner in owners:
        outbox.publish(topic, address=address.pk, user=owner.pk)
