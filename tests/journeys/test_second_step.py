"""A client whose firm demands a second step: set up, given, and given after a break."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from infra.journey import desk as script
from infra.journey.client import enter
from infra.journey.firm import Firm
from tests.journeys import second_step
from tests.journeys.conftest import NewPerson
from tests.journeys.person import Person
from tests.journeys.running import RunningPlatform
from tests.journeys.second_step import STEP
from tests.journeys.test_timeout import SUBMIT, schema_of

pytestmark = pytest.mark.timeout(200)

NEARLY = 29 * 60 * 1000 + 5_000  # milliseconds: clients may be away for half an hour
AWAY = "UPDATE tenants_accounts_session SET last_seen_at = now() - interval '31 min'"
TYPED = "Sofie Maes-Claes, since Saturday"


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_a_client_gives_the_second_step_that_is_demanded(
    platform: RunningPlatform, person: NewPerson, firm: Firm, mark: str, *, phone: bool
) -> None:
    sofie, ends = person(phone=phone), f" - {firm.name}"
    email = let_in(platform, firm, mark)
    second_step.demand(person(), firm)

    sofie.open(f"{firm.url}/account/")
    second_step.give_password(sofie, email)
    sofie.look(at=STEP, ends=ends)  # and to no other page
    app, codes = second_step.set_up_app(sofie, ends=ends)
    sofie.open(f"{firm.url}{STEP}")
    second_step.add_passkey(sofie, ends=ends)

    second_step.come_back(sofie, url=firm.url, email=email)
    sofie.look(at="/sign-in/", ends=ends)
    sofie.follow(SUBMIT)  # the passkey
    sofie.look(at="/", ends=ends)
    second_step.come_back(sofie, url=firm.url, email=email)
    second_step.choose(sofie, "token")
    sofie.look(at="/sign-in/", ends=ends)
    second_step.give_code(sofie, app.code())

    be_called_away(platform, sofie, firm)
    second_step.give_password(sofie, email)
    second_step.choose(sofie, "backup")
    sofie.look(at="/sign-in/", ends=ends)
    second_step.give_code(sofie, codes[0])
    assert sofie.page.url == f"{firm.url}/account/"
    assert sofie.page.locator("main [name=name]").input_value() == TYPED
    assert sofie.problems == []


def test_the_second_step_needs_no_javascript(
    platform: RunningPlatform, person: NewPerson, firm: Firm, mark: str
) -> None:
    sofie, ends = person(scripts=False), f" - {firm.name}"
    email = let_in(platform, firm, mark)
    sofie.open(f"{firm.url}{STEP}")
    second_step.give_password(sofie, email)
    sofie.look(at=STEP, ends=ends)
    app, codes = second_step.set_up_app(sofie, ends=ends)

    for way, code in (("token", app.code()), ("backup", codes[0])):
        second_step.come_back(sofie, url=firm.url, email=email)
        if way == "backup":
            second_step.choose(sofie, way)
        second_step.give_code(sofie, "")
        sofie.see("main [aria-invalid=true]")
        sofie.look(at="/sign-in/", ends=ends)
        second_step.give_code(sofie, code)
        sofie.look(at="/", ends=ends)

    assert sofie.problems == []


def let_in(platform: RunningPlatform, firm: Firm, mark: str) -> str:
    """Invite Sofie, who chooses her password; her address."""
    email = f"sofie@{mark}.example"
    contact = script.add_contact(firm, name="Sofie Maes", email=email)
    script.invite(firm, contact)
    enter(firm, contact, platform.mailbox)
    return email


def be_called_away(platform: RunningPlatform, sofie: Person, firm: Firm) -> None:
    """Type something, and do nothing for half an hour."""
    page = sofie.page
    page.clock.install()
    sofie.open(f"{firm.url}/account/")
    page.locator("main [name=name]").fill(TYPED)
    page.clock.fast_forward(NEARLY)
    expect(page.locator("dialog[data-seconds]")).to_be_visible()
    sofie.look(at="/account/", ends=f" - {firm.name}")
    platform.ask(schema_of(platform, firm), AWAY)
    with page.expect_navigation(url="**/sign-in/**"):
        page.clock.fast_forward(60_000)
    sofie.see(".toast")
    sofie.look(at="/sign-in/", ends=f" - {firm.name}")
