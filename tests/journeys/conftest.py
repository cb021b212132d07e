"""The processes, the browser, and firms that are there already."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Generator, Iterator

import pytest
from playwright.sync_api import Browser

from infra.journey.browser import Browser as Script
from infra.journey.firm import Firm
from tests import chromium
from tests.journeys.person import Person
from tests.journeys.running import PATIENCE, RunningPlatform

LETTERS = "abcdefghkmnpqrtuxyz"  # none that looks like another
NewPerson = Callable[..., Person]


@pytest.fixture(scope="session")
def platform() -> Iterator[RunningPlatform]:
    """Started with the first journey, for all of them."""
    running = RunningPlatform()
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed with its module: its event loop would disturb the next one's queries."""
    with chromium.launched() as browser:
        yield browser


@pytest.fixture
def person(browser: Browser) -> Iterator[NewPerson]:
    """Somebody new, in a browser profile of his own."""
    people: list[Person] = []

    def arrive(**options: object) -> Person:
        people.append(Person(browser, **options))
        return people[-1]

    yield arrive
    for each in people:
        each.leave()


@pytest.fixture
def mark() -> str:
    """Makes names new in each journey."""
    return "".join(secrets.choice(LETTERS) for _ in range(8))


@pytest.fixture
def firm(platform: RunningPlatform, mark: str) -> Firm:
    """A firm that was signed up by a script, with its owner at the desk."""
    made = Firm(
        name=f"Wouters {mark}",
        slug=f"wouters-{mark}",
        owner_email=f"olivia@wouters-{mark}.example",
        platform=platform.url,
        browser=Script(platform.address),
    )
    made.request()
    made.confirm(platform.mailbox)
    made.wait(PATIENCE)
    made.enter()
    return made


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what the processes said when a journey failed."""
    report = yield
    running = getattr(item, "funcargs", {}).get("platform")
    if report.failed and isinstance(running, RunningPlatform):
        report.sections += running.last_words()
    return report
