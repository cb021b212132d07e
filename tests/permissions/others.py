"""Two more people of a firm, who have no column in the table: a bookkeeper, who works
with cases and sees no document, and a delegate, who looks for Sofie.

The crawl asks as them; which status each gets at every address no table says yet.
"""

from __future__ import annotations

import contextvars

from django.utils import timezone

from portal.people.models import Delegation, Relation
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tests.cast import key
from tests.conftest import HostClient
from tests.factories import UserFactory
from tests.permissions import people
from tests.permissions.fronts import FirmFront
from tests.permissions.house import House
from tests.portal.access.conftest import hashed

BOOKKEEPER, DELEGATE = "daan", "guy"


def furnish(house: House) -> None:
    """Make both, with equal keys in every firm."""
    with scope.scope(house.firm):
        _person(BOOKKEEPER, Role.BOOKKEEPER, house.mark)
        guy = _person(DELEGATE, Role.DELEGATE, house.mark)
        Delegation.objects.create(
            pk=key("delegation of guy"),
            contact=house.cast.sofie_contact,
            user=guy,
            relation=Relation.GUARDIAN,
            created_by=house.cast.laura,
            created_at=timezone.now(),
        )


def come_in(front: FirmFront) -> FirmFront:
    """Both have a browser at this front."""
    for name in (BOOKKEEPER, DELEGATE):
        browser = contextvars.Context().run(signed_in, front.house, name)
        front.browsers._cookies[name] = browser.cookies
    return front


def signed_in(house: House, name: str) -> HostClient:
    """A browser in which one of them is signed in."""
    browser = HostClient(house.firm.primary_host)
    with scope.scope(house.firm):
        user = User.objects.get(pk=key(name))
    people._sign_in(browser, house, user)
    return browser


def _person(name: str, role: Role, mark: str) -> User:
    user: User = UserFactory(
        pk=key(name),
        name=f"{name} {mark}".capitalize(),
        email=f"{name}@example.com",
        role=role,
        password=hashed(),
    )
    return user
