"""Who may see a thing does not see, or change, all of it: docs/access-rules.md."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.documents.models import Document
from portal.people.models import Contact
from tenants import scope
from tenants.accounts.models import User
from tests.cast import Cast
from tests.conftest import HostClient
from tests.permissions import table
from tests.permissions.fronts import FirmFront
from tests.portal.conftest import cast, inside

__all__ = ["cast", "inside"]

FIRM = table.lines(table.FIRM)
NOTE, MEMO = "xinternalnotex", "xinternalmemox"
PROFILE = {"name": "Sofie", "language": "en", "time_zone": "Europe/Brussels"}


def mark_what_is_internal(front: FirmFront) -> None:
    """What the firm wrote about Sofie, and a document that is not shared."""
    house = front.house
    with scope.scope(house.firm):
        mine = Contact.objects.filter(pk=house.cast.sofie_contact.pk)
        assert mine.update(notes=NOTE) == 1
        assert Document.objects.filter(share=None).update(title=MEMO, file_name=MEMO)


@pytest.mark.parametrize("who", ["sofie", "laura"])
def test_what_is_internal_is_on_pages_of_the_desk_alone(
    firm_front: FirmFront, who: str
) -> None:
    mark_what_is_internal(firm_front)

    found = {
        (line.name.partition(":")[0], word)
        for line in FIRM
        for word in (NOTE, MEMO)
        if word.encode() in firm_front.ask(line, who).everything
    }

    assert found == ({("desk", NOTE), ("desk", MEMO)} if who == "laura" else set())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("role", "owner"),
        ("is_active", ""),
        ("email", "me@example.com"),
        ("password", "argon2$x"),
        ("joined_at", "2001-01-01"),
    ],
)
def test_a_form_takes_the_fields_that_it_names(
    as_user: Callable[..., HostClient],
    cast: Cast,
    inside: object,
    field: str,
    value: str,
) -> None:
    before = getattr(User.objects.get(pk=cast.sofie.pk), field)

    sent = {**PROFILE, field: value}
    answer = as_user(cast.sofie).post("/account/profile/", sent)

    assert answer.status_code == 302
    assert getattr(User.objects.get(pk=cast.sofie.pk), field) == before
