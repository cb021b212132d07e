"""What a client does: redeem the invitation, sign in, read."""

import hashlib
from dataclasses import dataclass

from infra.journey.browser import NOT_FOUND, OK, Browser, File
from infra.journey.desk import Person
from infra.journey.failure import Failure
from infra.journey.firm import Firm, set_password, sign_in, sign_out
from infra.journey.mailbox import Mailbox


@dataclass(frozen=True)
class Things:
    """The keys of what one client may see and nobody else."""

    case: str
    document: str

    @property
    def paths(self) -> tuple[str, ...]:
        """Where they are, for clients and on the desk."""
        return (
            f"/cases/{self.case}/",
            f"/documents/{self.document}/",
            f"/documents/{self.document}/file/",
            f"/desk/cases/{self.case}/",
            f"/desk/documents/{self.document}/file/",
        )


@dataclass(frozen=True)
class Client:
    """One client in his own browser."""

    person: Person
    url: str
    browser: Browser

    def look_at_invitation(self, link: str) -> None:
        """Open the link twice, as mail scanners do: the button stays."""
        for _ in range(2):
            scanner = self.browser.another()
            scanner.get(link).expect().form()

    def redeem(self, link: str) -> None:
        """Press the button, choose a password, land at home. A second press fails."""
        page = self.browser.get(link).expect()
        password = self.browser.submit(page, page.form())
        password.expect(at="/invitation/password/")
        home = set_password(self.browser, password).expect()
        if home.path != "/":
            raise Failure(expected="the client's home", came=home.summary)
        again = self.browser.another().get(link)
        if again.status == OK:
            raise Failure(expected="an invitation that works once", came=again.summary)

    def sign_in_again(self) -> None:
        """Sign out, and in with the password."""
        sign_out(self.browser, self.url)
        sign_in(self.browser, self.url, self.person.email)

    def read(self, things: Things, file: File) -> None:
        """See the case, open the document there, and get the same bytes."""
        page = self.browser.get(f"{self.url}/cases/{things.case}/").expect()
        reader = f"/documents/{things.document}/"
        for link in (reader, f"{reader}file/"):
            if link not in page.page.links:
                raise Failure(expected=f"a link {link}", came=page.summary)
            if link == reader:
                page = self.browser.get(f"{self.url}{link}").expect()
        answer = self.browser.get(f"{self.url}{link}").expect()
        if _digest(answer.body) != _digest(file.content):
            came = f"{len(answer.body)} bytes, SHA-256 {_digest(answer.body)}"
            raise Failure(expected=f"SHA-256 {_digest(file.content)}", came=came)

    def find_nothing(self, things: Things) -> None:
        """See the own home, and 404 for everything of somebody else."""
        home = self.browser.get(f"{self.url}/").expect()
        if things.case in home.body.decode() or things.document in home.body.decode():
            raise Failure(expected="nothing of another client", came=home.summary)
        for path in things.paths:
            self.browser.get(f"{self.url}{path}").expect(NOT_FOUND)


def enter(firm: Firm, person: Person, mailbox: Mailbox) -> Client:
    """Take an invited person all the way in."""
    client = Client(person, firm.url, firm.browser.another())
    client.redeem(mailbox.link(to=person.email, containing="/invitation/"))
    return client


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
