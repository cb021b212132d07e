"""What the firm's staff do: contact, case, upload, share, invitation."""

import re
from dataclasses import dataclass

from infra.journey.browser import File
from infra.journey.failure import Failure
from infra.journey.firm import Firm

KEY = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@dataclass(frozen=True)
class Person:
    """Somebody whom the firm knows."""

    name: str
    email: str
    key: str


def add_contact(firm: Firm, *, name: str, email: str) -> Person:
    """Add a person to the firm's contacts."""
    page = firm.browser.get(f"{firm.url}/desk/contacts/new/").expect()
    form = page.form(with_field="email")
    done = firm.browser.submit(page, form, name=name, email=email, language="nl")
    return Person(name, email, _key(done.expect().path, "/desk/contacts/({})/"))


def open_case(firm: Firm, *, title: str, client: Person) -> str:
    """Open a case with its client as a party, past the page about conflicts; the
    case's key."""
    page = firm.browser.get(f"{firm.url}/desk/cases/new/?contact={client.key}").expect()
    form = page.form(with_field="title")
    asked = firm.browser.submit(page, form, title=title).expect(at="/desk/cases/new/")
    done = firm.browser.submit(asked, asked.form(with_field="seen")).expect()
    case = _key(done.path, "/desk/cases/({})/")
    people = firm.browser.get(f"{firm.url}/desk/cases/{case}/?tab=people").expect()
    if client.name not in people.page.text:
        raise Failure(expected=f"{client.name} among the people", came=people.summary)
    return case


def upload(firm: Firm, *, case: str, file: File) -> str:
    """Add a file to a case; the document's key."""
    page = firm.browser.get(f"{firm.url}/desk/cases/{case}/").expect()
    form = page.form(to=f"/desk/cases/{case}/documents/")
    done = firm.browser.submit(page, form, file=file).expect(at=f"/cases/{case}/")
    return _key(" ".join(done.page.links), r"/sharing/\?document=({})")


def share(firm: Firm, *, case: str, document: str) -> None:
    """Show a document to the clients of its case, past the page that names them."""
    panel = f"{firm.url}/desk/documents/sharing/?document={document}"
    page = firm.browser.get(panel).expect()
    form = page.form(to="/desk/documents/sharing/")
    firm.browser.submit(page, form).expect(at=f"/desk/cases/{case}/")


def invite(firm: Firm, person: Person) -> None:
    """Send a contact the invitation to the portal."""
    page = firm.browser.get(f"{firm.url}/desk/contacts/{person.key}/").expect()
    form = page.form(to=f"/desk/contacts/{person.key}/invitation/")
    firm.browser.submit(page, form).expect(at=f"/desk/contacts/{person.key}/")


def _key(text: str, pattern: str) -> str:
    found = re.search(pattern.format(KEY), text)
    if found is None:
        raise Failure(expected=pattern.format("key"), came=text or "nothing")
    return found[1]
