"""Every page of the portal is shown to viewers on purpose, or kept from them so."""

from __future__ import annotations

from portal.access.permissions import GRANTS
from portal.viewing.places import NOT_SHOWN, SHOWN
from tenants.accounts.roles import CLIENTS, STAFF


def test_each_permission_of_clients_has_its_place() -> None:
    of_clients = {each for each, roles in GRANTS.items() if CLIENTS & set(roles)}

    # A new one: read portal/viewing/places.py, then add it to SHOWN or to NOT_SHOWN.
    assert of_clients == SHOWN | set(NOT_SHOWN)
    assert not SHOWN & set(NOT_SHOWN)


def test_nothing_is_shown_that_staff_use_as_themselves() -> None:
    assert [each for each in SHOWN if STAFF & set(GRANTS[each])] == []
