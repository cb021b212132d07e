"""Somebody types, is called away, and finds the text again after signing in."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from infra.journey.firm import PASSWORD, Firm
from tests.journeys.person import Person
from tests.journeys.running import RunningPlatform

SUBMIT = "main form[method=post] button:not([type=button])"
NEARLY = 59 * 60 * 1000 + 5_000  # milliseconds: staff may be away for an hour
AWAY = "UPDATE tenants_accounts_session SET last_seen_at = now() - interval '61 min'"
TYPED = "Wim Claes, the buyer"
LEAVE = """document.querySelector("form[action$='/sign-out/']").requestSubmit()"""


def test_what_was_typed_survives_the_end_of_the_session(
    platform: RunningPlatform, person: Callable[..., Person], firm: Firm
) -> None:
    olivia = person()
    page = olivia.page
    page.clock.install()
    olivia.open(f"{firm.url}/desk/contacts/new/")
    sign_in(olivia, firm)
    page.locator("main [name=name]").press_sequentially(TYPED)
    warning = page.locator("dialog[data-seconds]")

    page.clock.fast_forward(NEARLY)
    expect(warning).to_be_visible()
    warning.locator("button").click()
    expect(warning).to_be_hidden()
    assert page.locator("main [name=name]").input_value() == TYPED

    platform.ask(schema_of(platform, firm), AWAY)
    page.clock.fast_forward(NEARLY)
    expect(warning).to_be_visible()
    with page.expect_navigation(url="**/sign-in/**"):
        page.clock.fast_forward(60_000)
    olivia.see("main")
    sign_in(olivia, firm)

    assert page.url == f"{firm.url}/desk/contacts/new/"
    assert page.locator("main [name=name]").input_value() == TYPED
    assert olivia.problems == []


def test_signing_out_leaves_nothing_behind(
    person: Callable[..., Person], firm: Firm
) -> None:
    olivia = person()
    olivia.open(f"{firm.url}/desk/contacts/new/")
    sign_in(olivia, firm)
    olivia.page.locator("main [name=name]").press_sequentially(TYPED)
    assert TYPED in kept(olivia)

    olivia.page.evaluate(LEAVE)
    olivia.page.wait_for_url("**/sign-in/**")

    assert kept(olivia) == "{}"


def sign_in(person: Person, firm: Firm) -> None:
    """The owner's address and password."""
    person.page.locator("[name='auth-username']").fill(firm.owner_email)
    person.page.locator("[name='auth-password']").fill(PASSWORD)
    person.follow(SUBMIT)


def kept(person: Person) -> str:
    """All that the tab keeps."""
    return str(person.page.evaluate("JSON.stringify(sessionStorage)"))


def schema_of(platform: RunningPlatform, firm: Firm) -> str:
    """The firm's schema."""
    query = f"SELECT schema_name FROM tenants_firm WHERE slug = '{firm.slug}'"
    return str(platform.ask("public", query)[0][0])
