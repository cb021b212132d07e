"""Olivia signs her firm up, and comes to its desk."""

from __future__ import annotations

from infra.journey.firm import PASSWORD
from tests.journeys.person import Person
from tests.journeys.running import RunningPlatform

PLATFORM = " - Tablinum"
HAND_OVER = "form[action$='/welcome/'] button"


def sign_up(
    olivia: Person, platform: RunningPlatform, *, firm: str, slug: str, email: str
) -> None:
    """From the first page to the press of the button behind the mail's link."""
    olivia.open(f"{platform.url}/")
    olivia.look(at="/", ends=PLATFORM)
    olivia.follow("main a[href='/signup/']")
    olivia.fill(firm_name=firm, slug=slug, owner_name="Olivia Wouters", email=email)
    olivia.fill(language="en", country="BE")
    olivia.tick("terms", "processor_agreement")
    olivia.see("[data-answer].ok")
    olivia.look(at="/signup/", ends=PLATFORM)
    olivia.follow("main form[method=post] button:not([type=button])")
    olivia.look(at="/signup/sent/", ends=PLATFORM)
    olivia.open(platform.mailbox.link(to=email, containing="/signup/confirm/"))
    olivia.look(at="/", ends=PLATFORM)
    olivia.follow("main form[method=post] button")


def come_in(olivia: Person, *, firm: str) -> None:
    """Watch the steps until they are done, go over, and set a password."""
    olivia.see("ol.steps")
    olivia.look(at="/signup/progress/", ends=PLATFORM)
    olivia.see(HAND_OVER)
    olivia.look(at="/signup/progress/", ends=PLATFORM)
    olivia.follow(HAND_OVER)
    olivia.look(at="/invitation/password/", ends=f" - {firm}")
    olivia.fill(password=PASSWORD)
    olivia.follow("main form button:not([type=button])")
    olivia.look(at="/desk/", ends=f" - {firm}")
