"""The desk's pages about addresses, and what was wished there."""

from __future__ import annotations

from collections.abc import Callable

from portal.addresses.models import Address
from tenants.outbox.models import Event
from tests.conftest import HostClient

SignIn = Callable[..., HostClient]
HOME = "/desk/settings/portal/addresses/"


def page(address: Address, end: str = "") -> str:
    return f"{HOME}{address.pk}/{end}"


def wishes() -> list[str]:
    wished = Event.objects.filter(topic__startswith="address.").order_by("created_at")
    return list(wished.values_list("topic", flat=True))
