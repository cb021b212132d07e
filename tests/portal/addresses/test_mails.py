"""What the owners read when DNS of an address is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from portal.addresses import mails
from portal.addresses.models import Address
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.models import Firm
from tests.factories import UserFactory
from tests.portal.addresses import states
from tests.portal.addresses.states import HOST

Send = Callable[..., None]


@pytest.fixture
def olivia(inside: Firm) -> User:
    return UserFactory(name="Olivia", role=Role.OWNER, language="en")


@pytest.mark.parametrize(
    ("send", "state", "subject", "words"),
    [
        (mails.wrong, "gone-wrong", "needs attention", "Saturday 5 December 2026"),
        (mails.dark, "suspended", "is switched off", "wrong for 14 days"),
    ],
    ids=["wrong", "dark"],
)
def test_a_mail_says_which_address_and_leads_to_its_page(
    olivia: User,
    mailoutbox: list[Any],
    send: Send,
    state: str,
    subject: str,
    words: str,
) -> None:
    address: Address = states.put(state)

    send(address, to=olivia, key="k")

    [sent] = mailoutbox
    [(html, _kind)] = sent.alternatives
    page = f"http://peeters.localhost/desk/settings/portal/addresses/{address.pk}/"
    assert sent.to == [olivia.email]
    assert HOST in sent.subject
    assert subject in sent.subject
    for body in (sent.body, html):
        assert HOST in body
        assert words in body
        assert page in body
