"""The list of contacts: filters in the address, and the same as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from portal.people.models import Kind
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import ContactFactory

SignIn = Callable[..., HostClient]


def rows(response: object) -> list[list[str]]:
    text = response.content.decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kind=organisation", {"Claes BV"}),
        ("access=with", {"Sofie peeters", "Tom peeters"}),
        ("access=with&q=tom", {"Tom peeters"}),
        ("kind=organisation&access=with", set()),
        ("kind=nonsense&access=&q=claes", {"Claes BV"}),
    ],
)
def test_filters_stand_in_the_address(
    asked: str, found: set[str], as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    ContactFactory(kind=Kind.ORGANISATION, name="Claes BV")

    response = as_user(cast.bart).get(f"/desk/contacts/?{asked}")

    assert {each.name for each in response.context["page_obj"]} == found


def test_what_is_found_can_be_taken_as_a_file(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    ContactFactory(name="=SUM(1)", email="", phone="+32470123456")

    response = as_user(cast.laura).get("/desk/contacts/csv/?access=without&q=sum")

    head, row = rows(response)
    assert head[1:4] == ["Name", "E-mail address", "Phone number"]
    assert row[1:4] == ["'=SUM(1)", "", "'+32 470 12 34 56"]
    entry = Entry.objects.get(action="contact.exported")
    assert (entry.actor_name, entry.details) == (cast.laura.name, {"rows": 1})


def test_the_chosen_ones_can_be_taken(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    chosen = [ContactFactory().pk for _ in range(2)]
    keys = "&".join(f"contact={key}" for key in chosen)
    client = as_user(cast.laura)

    taken = rows(client.get(f"/desk/contacts/csv/?chosen=1&{keys}"))
    nobody = client.get("/desk/contacts/csv/?chosen=1")

    assert len(taken) == 3
    assert nobody.url == "/desk/contacts/"


def test_an_assistant_takes_no_file(as_user: SignIn, cast: Cast) -> None:
    assert as_user(cast.bart).get("/desk/contacts/csv/").status_code == 403
