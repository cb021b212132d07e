"""Contacts in a browser, on both screens: from a file, found in spite of a mistake, two
made one, copied for the person and erased."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from infra.journey.firm import Firm
from tests.journeys.person import Person
from tests.journeys.test_timeout import sign_in
from tests.portal.people import example_file

LIST = "/desk/contacts/"
IMPORTS = f"{LIST}imports/"
SAVE = "main form button.primary"
COPY = "a.item[href*='/copies/']"
NEW = {
    "name": "Sofie Vermeulen",
    "email": "sofie@example.com",
    "phone": "0470 12 34 56",
    "other_phones": "Work: 02 555 01 20",
    "street": "Veldstraat 1",
    "postal_code": "9000",
    "city": "Gent",
    "notes": "Call in the morning.",
}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_contacts_come_from_a_file_and_are_found(
    person: Callable[..., Person], firm: Firm, *, phone: bool
) -> None:
    olivia, ends = person(phone=phone), f" - {firm.name}"
    olivia.open(f"{firm.url}{IMPORTS}")
    sign_in(olivia, firm)
    olivia.look(at=IMPORTS, ends=ends)
    content = example_file.make(lines=400, bad=4)
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": content}
    olivia.page.locator("main input[type=file]").set_input_files([file])
    olivia.follow(SAVE)

    olivia.look(at="/columns/", ends=ends)
    olivia.follow(SAVE)
    olivia.see("button[formaction$='/confirmation/']")
    olivia.look(at=olivia.page.url.removeprefix(firm.url), ends=ends)
    assert "Import 396 contacts" in olivia.page.inner_text("main")
    olivia.follow("button[formaction$='/confirmation/']")
    olivia.see("main .note.ok")

    olivia.open(f"{firm.url}{LIST}")
    olivia.look(at=LIST, ends=ends)
    assert "1 to 25 of 396" in olivia.page.inner_text("main")
    assert olivia.problems == []


@pytest.mark.timeout(300)
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_of_two_that_are_one_one_stays(
    person: Callable[..., Person], firm: Firm, *, phone: bool
) -> None:
    olivia, ends = person(phone=phone), f" - {firm.name}"
    olivia.open(f"{firm.url}{LIST}new/")
    sign_in(olivia, firm)
    olivia.look(at=f"{LIST}new/", ends=ends)
    olivia.fill(**{**NEW, "phone": "12"})
    olivia.follow(SAVE)
    olivia.look(at=f"{LIST}new/", ends=ends)
    olivia.fill(phone=NEW["phone"])
    olivia.follow(SAVE)
    olivia.open(f"{firm.url}{LIST}new/")
    olivia.fill(name="Sophie Vermeulen", email="sofie@example.com")
    olivia.follow(SAVE)

    olivia.look(at=olivia.page.url.removeprefix(firm.url), ends=ends)
    olivia.open(f"{firm.url}{LIST}duplicates/")
    olivia.look(at=f"{LIST}duplicates/", ends=ends)
    olivia.follow("main form button[name=chosen]")
    olivia.look(at=olivia.page.url.removeprefix(firm.url), ends=ends)
    loser = olivia.page.locator("main dd").nth(1).inner_text().splitlines()[0]
    olivia.fill(typed=loser)
    olivia.follow("main form button.danger")
    olivia.open(f"{firm.url}{LIST}?q=vermuelen")
    assert olivia.page.locator("main table a.cover-row").count() == 1
    assert olivia.problems == []


@pytest.mark.timeout(300)
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_person_gets_a_copy_and_is_erased(
    person: Callable[..., Person], firm: Firm, *, phone: bool
) -> None:
    olivia, ends = person(phone=phone), f" - {firm.name}"
    olivia.open(f"{firm.url}{LIST}new/")
    sign_in(olivia, firm)
    olivia.fill(**NEW)
    olivia.follow(SAVE)
    olivia.look(at=olivia.page.url.removeprefix(firm.url), ends=ends)

    olivia.follow("a[href$='/personal/']")
    olivia.look(at="/personal/", ends=ends)
    olivia.follow("form[action$='/copies/'] button")
    olivia.see(COPY)
    olivia.look(at="/personal/", ends=ends)
    assert olivia.download(COPY).startswith(b"PK")
    olivia.follow("a[href$='/erasure/']")
    olivia.look(at="/erasure/", ends=ends)
    olivia.page.locator("main [name=basis]").first.check()
    olivia.fill(typed=NEW["name"])
    olivia.follow("main form button.danger")
    olivia.look(at=LIST, ends=ends)
    assert "No contacts yet" in olivia.page.inner_text("main")
    assert olivia.problems == []
