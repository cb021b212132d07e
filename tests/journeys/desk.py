"""What is done at the desk: contact, case, upload, share, invitation."""

from __future__ import annotations

from urllib.parse import urlsplit

from infra.journey.browser import File
from tests.journeys.person import Person

SUBMIT = "main form[method=post] button:not([type=button])"


def add_contact(olivia: Person, *, firm: str, email: str) -> str:
    """Add Sofie; the address of her page."""
    olivia.follow("nav a[href='/desk/contacts/']")
    olivia.look(at="/desk/contacts/", ends=f" - {firm}")
    olivia.follow("main a[href='/desk/contacts/new/']")
    olivia.look(at="/desk/contacts/new/", ends=f" - {firm}")
    olivia.fill(email="not an address", phone="+32 2 555 01 20", language="nl")
    olivia.follow(SUBMIT)
    olivia.see("main [aria-invalid=true]")
    olivia.look(at="/desk/contacts/new/", ends=f" - {firm}")
    olivia.fill(name="Sofie Maes", email=email)
    olivia.follow(SUBMIT)
    olivia.look(at="/", ends=f" - {firm}")
    return olivia.page.url


def open_case(olivia: Person, *, firm: str) -> None:
    """Open a case from the page of its client, past the page about conflicts."""
    olivia.follow("main a[href^='/desk/cases/new/?contact=']")
    olivia.fill(title="Sale of Kerkstraat 12", client_title="Your house")
    olivia.look(at="/desk/cases/new/", ends=f" - {firm}")
    olivia.follow(SUBMIT)
    olivia.look(at="/desk/cases/new/", ends=f" - {firm}")
    olivia.follow(SUBMIT)
    olivia.look(at="/", ends=f" - {firm}")
    for tab in ("people", "overview", "documents"):
        olivia.follow(f"main nav a[href='?tab={tab}']")
        olivia.look(at="/", ends=f" - {firm}")


def upload(olivia: Person, file: File) -> None:
    """Add a file to the case that is open; it stays internal."""
    form = olivia.page.locator("form[data-upload]")
    form.locator("input[type=file][multiple]").set_input_files(
        {"name": file.name, "mimeType": file.content_type, "buffer": file.content}
    )
    olivia.see("main a[href*='/sharing/?document=']")


def share(olivia: Person, *, firm: str) -> None:
    """Show the first internal document to the clients, past the page that says who."""
    olivia.follow("main a[href*='/sharing/?document=']")
    olivia.look(at="/desk/documents/sharing/", ends=f" - {firm}")
    olivia.follow("form[action$='/sharing/'] button.primary")
    olivia.see("form[action$='/unsharing/']")
    olivia.look(at="/", ends=f" - {firm}")


def invite(olivia: Person, *, firm: str, contact: str) -> None:
    """Send the contact the invitation."""
    olivia.open(contact)
    olivia.follow("form[action$='/invitation/'] button")
    olivia.look(at=urlsplit(contact).path, ends=f" - {firm}")


def look_at_lists(olivia: Person, *, firm: str) -> None:
    """The lists of the desk, when there is something in them."""
    for place in ("/desk/", "/desk/cases/", "/desk/contacts/"):
        olivia.follow(f"nav a[href='{place}']")
        olivia.look(at=place, ends=f" - {firm}")
