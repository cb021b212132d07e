"""What the owners are told when DNS of an address is wrong.

The links lead to the platform's own address: the firm's may be the one that is broken.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from portal.addresses.models import Address
from tenants import mail, scope
from tenants.accounts.models import User
from tenants.domains.standing import platform_host
from tenants.domains.verdicts import SUSPENDED_AFTER
from tenants.links import host_url


def wrong(address: Address, *, to: User, key: str) -> None:
    """DNS is wrong, and when the address will go dark."""
    until = address.wrong_since + SUSPENDED_AFTER if address.wrong_since else None
    _send("addresses/mail/wrong", address, to=to, key=key, until=until)


def dark(address: Address, *, to: User, key: str) -> None:
    """The address is dark."""
    _send("addresses/mail/dark", address, to=to, key=key)


def _send(
    template: str, address: Address, *, to: User, key: str, **context: object
) -> None:
    path = reverse(
        "desk:addresses:detail", settings.FIRM_URLCONF, kwargs={"pk": address.pk}
    )
    url = host_url(platform_host(scope.current_firm()), path)
    mail.send(
        template,
        to=to.email,
        language=to.language,
        context={"name": to.name, "host": address.host, "url": url, **context},
        key=key,
    )
