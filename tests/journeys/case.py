"""What the desk does with one case, and how its client reads it."""

from __future__ import annotations

from datetime import date, timedelta

from infra.embedded.mailcatcher.mailbox import Message
from infra.journey.firm import Firm
from tests.journeys.person import Person

SUBMIT = "main form[method=post] button:not([type=button])"
UPDATE, DEADLINE = "Soil certificate requested", "Last day for the loan approval"
SECRETS = (
    "Kerkstraat", "Your house", "Claes", "Soil", "answered", "loan", "Mise en demeure",
)  # fmt: skip


def open_against(olivia: Person, *, opponent: str, client: str, firm: str) -> None:
    """Open a case against somebody who is a client; look at what was found first."""
    olivia.fill(title="Sale of Kerkstraat 12", client_title="Your house")
    olivia.page.locator("main [name=practice_area]").select_option(index=1)
    for row, (who, role) in enumerate(
        [(client, "client"), (opponent, "opposing_party")]
    ):
        olivia.page.locator(f"main [name=party-{row}-who]").fill(who)
        roles = olivia.page.locator(f"main [name=party-{row}-role]")
        roles.select_option(role)
    olivia.follow(SUBMIT)
    olivia.look(at="/desk/cases/new/", ends=f" - {firm}")
    olivia.see(f"main :text('{opponent}')")
    olivia.fill(reason="The city is no client, and he was asked.")
    olivia.tick("looked")
    olivia.follow(SUBMIT)
    olivia.look(at="/", ends=f" - {firm}")


def speak_french(olivia: Person, *, firm: Firm, contact: str) -> None:
    """The client's mails and pages are in French from now on."""
    case = olivia.page.url
    olivia.open(f"{firm.url}/desk/contacts/{contact}/edit/")
    olivia.fill(language="fr")
    olivia.follow(SUBMIT)
    olivia.open(case)


def set_first_stage(olivia: Person) -> None:
    """Say for the first time where it stands."""
    olivia.follow("main nav a[href='?tab=progress']")
    olivia.page.locator("main [name=stage]").select_option(index=1)
    olivia.follow("main form[action$='/stage/'] button")
    olivia.see("main form[action$='/stage/removal/']")


def move_on(olivia: Person) -> None:
    """To the next stage, by its own button."""
    olivia.follow("main form[action$='/stage/']:has([type=hidden][name=stage]) button")


def take_back(olivia: Person) -> None:
    """It was a mistake."""
    olivia.follow("main form[action$='/stage/removal/'] button")


def share_update(olivia: Person) -> None:
    """Write to the client what happened."""
    olivia.follow("main nav a[href='?tab=updates']")
    olivia.fill(title=UPDATE, body="The city **answered**. We go on.")
    olivia.page.locator("main [name=sharing][value=shared]").check()
    olivia.follow("main form[action$='/updates/'] button.primary")
    olivia.see(f"main :text('{UPDATE}')")


def set_deadline(olivia: Person, *, in_days: int) -> None:
    """A day by which something must be there, seen by the client."""
    olivia.follow("main nav a[href='?tab=calendar']")
    olivia.follow("main a[href$='/calendar/new/']")
    olivia.page.locator("main [name=kind][value=deadline]").check()
    day = date.today() + timedelta(days=in_days)  # noqa: DTZ011  (as she sees it)
    olivia.fill(title=DEADLINE, day=day.isoformat())
    olivia.tick("is_shared")
    olivia.follow(SUBMIT)
    olivia.see(f"main :text('{DEADLINE}')")


def read_in_french(sofie: Person, *, firm: Firm) -> None:
    """Where it stands, what was written and what is next: at home, on the page of the
    case, and among the dates."""
    sofie.open(f"{firm.url}/")
    for text in ("Your house", "Mise en demeure", UPDATE, DEADLINE):
        sofie.see(f"main :text('{text}')")
    sofie.look(at="/", ends=f" - {firm.name}")
    assert sofie.page.locator("html").get_attribute("lang") == "fr"
    sofie.follow("main a[href^='/cases/']")
    for text in ("answered", DEADLINE, "Mise en demeure"):
        sofie.see(f"main :text('{text}')")
    sofie.look(at="/", ends=f" - {firm.name}")
    sofie.open(f"{firm.url}/calendar/")
    sofie.see(f"main :text('{DEADLINE}')")
    sofie.look(at="/calendar/", ends=f" - {firm.name}")


def told(mail: Message) -> list[str]:
    """What a mail says that it should keep to itself."""
    words = f"{mail.subject} {mail.text} {mail.html}"
    return [each for each in SECRETS if each in words]
