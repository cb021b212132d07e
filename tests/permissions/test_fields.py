"""Who may see a thing does not see, or change, all of it: docs/access-rules.md."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tenants.accounts.models import User
from tests.cast import Cast
from tests.conftest import HostClient
from tests.isolation.rounds import MEMO, NOTE, Rounds
from tests.portal.conftest import cast, inside

__all__ = ["cast", "inside"]

PROFILE = {"name": "Sofie", "language": "en", "time_zone": "Europe/Brussels"}


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("who", ["sofie", "laura"])
def test_what_is_internal_is_on_pages_of_the_desk_alone(
    rounds: Rounds, who: str
) -> None:
    """What the firm wrote about Sofie, and a document that is not shared."""
    found = {
        (line.name.partition(":")[0], word)
        for word in (NOTE, MEMO)
        for line in rounds(who).showing(word)
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
