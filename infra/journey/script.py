"""The journey itself."""

import secrets
import ssl
from dataclasses import dataclass
from pathlib import Path

from infra.journey import client, desk
from infra.journey.browser import NOT_FOUND, Browser
from infra.journey.client import Client, Things
from infra.journey.document import new_pdf
from infra.journey.failure import Failure
from infra.journey.firm import Firm, sign_in, sign_out
from infra.journey.mailbox import Mailbox
from infra.journey.operator import Operator
from infra.journey.steps import Steps

PLATFORM_HOST = "localhost"
LETTERS = "abcdefghkmnpqrtuxyz"  # none that looks like another


@dataclass(frozen=True)
class Journey:
    """Where everything is. `port` is the public one, which stands in the links.

    With an `authority`, all goes over HTTPS, by the edge.
    """

    web: str
    mail: str
    port: int
    timeout: float
    operator: Operator
    authority: Path | None = None

    def run(self, steps: Steps) -> None:
        """Do all of it. Raises Failure at the first thing that is not as it should."""
        mark = "".join(secrets.choice(LETTERS) for _ in range(8))
        peeters, devries = self._firm("peeters", mark), self._firm("devries", mark)
        mailbox = Mailbox(self.mail, self.timeout)
        self._sign_up(steps, (peeters, devries), mailbox)
        things, reader = self._share(steps, peeters, mailbox, mark)
        with steps.step("another client of the same firm gets 404"):
            _stranger(peeters, f"tom-{mark}@example.com", mailbox).find_nothing(things)
        with steps.step("a client of the other firm gets 404, its owner too"):
            _stranger(devries, f"tom-{mark}@example.org", mailbox).find_nothing(things)
            _owner_finds_nothing(devries, things)
        with steps.step("a session of one firm opens nothing at the other"):
            _carry_over(reader, devries)
        with steps.step("a host that nobody has is not found"):
            self._find_nobody(f"{self.scheme}://nobody-{mark}.{PLATFORM_HOST}")
        self._operate(steps, peeters)

    @property
    def scheme(self) -> str:
        """What links begin with."""
        return "https" if self.authority else "http"

    def _find_nobody(self, url: str) -> None:
        """A 404, and over HTTPS not even a certificate."""
        try:
            answer = self._browser().get(f"{url}:{self.port}/")
        except ssl.SSLError:
            if self.authority is None:
                raise
            return
        if self.authority is not None:
            raise Failure(expected="no certificate", came=answer.summary)
        answer.expect(NOT_FOUND)

    def _browser(self) -> Browser:
        return Browser(self.web, self.authority)

    def _firm(self, name: str, mark: str) -> Firm:
        return Firm(
            name=f"{name.title()} {mark}",
            slug=f"{name}-{mark}",
            owner_email=f"olivia@{name}-{mark}.example",
            platform=f"{self.scheme}://{PLATFORM_HOST}:{self.port}",
            browser=self._browser(),
        )

    def _sign_up(
        self, steps: Steps, firms: tuple[Firm, Firm], mailbox: Mailbox
    ) -> None:
        with steps.step("two firms sign up"):
            for firm in firms:
                firm.request()
        with steps.step("both confirm by the link in the caught mail"):
            for firm in firms:
                firm.confirm(mailbox)
        with steps.step("both are provisioned"):
            for firm in firms:
                firm.wait(self.timeout)
        with steps.step("the owners are handed over, set a password, see the desk"):
            for firm in firms:
                firm.enter()
                firm.refuse_second_handover()
        with steps.step("staff sign out and in"):
            for firm in firms:
                sign_out(firm.browser, firm.url)
                sign_in(firm.browser, firm.url, firm.owner_email).expect(at="/desk/")

    def _operate(self, steps: Steps, firm: Firm) -> None:
        """The platform's own side."""
        browser = self._browser()
        with steps.step("an operator signs in with a password and a code"):
            self.operator.sign_in(browser, firm.platform)
        with steps.step("the operator finds the new firm in the fleet"):
            self.operator.find(browser, firm)
        with steps.step("the operator's session opens nothing at a firm"):
            self.operator.stay_out(browser, firm)

    def _share(
        self, steps: Steps, firm: Firm, mailbox: Mailbox, mark: str
    ) -> tuple[Things, Client]:
        """Everything up to the client who has the same bytes."""
        with steps.step("contact"):
            sofie = desk.add_contact(
                firm, name="Sofie Maes", email=f"sofie-{mark}@example.com"
            )
        with steps.step("case with the contact as its client"):
            case = desk.open_case(firm, title=f"Sale {mark}", client=sofie)
        file = new_pdf("draft-deed.pdf")
        with steps.step(f"upload of a PDF of {len(file.content):,} bytes"):
            things = Things(case, desk.upload(firm, case=case, file=file))
        with steps.step("share"):
            desk.share(firm, case=case, document=things.document)
        with steps.step("invitation sent, and read from the caught mail"):
            desk.invite(firm, sofie)
            link = mailbox.link(to=sofie.email, containing="/invitation/")
        reader = Client(sofie, firm.url, self._browser())
        with steps.step("the client opens the link, redeems, sets a password"):
            reader.look_at_invitation(link)
            reader.redeem(link)
        with steps.step("the client signs in"):
            reader.sign_in_again()
        with steps.step("the client downloads the same bytes"):
            reader.read(things, file)
        return things, reader


def _stranger(firm: Firm, email: str, mailbox: Mailbox) -> Client:
    """Another client, with nothing shared with him."""
    tom = desk.add_contact(firm, name="Tom Claes", email=email)
    desk.open_case(firm, title="Divorce", client=tom)
    desk.invite(firm, tom)
    return client.enter(firm, tom, mailbox)


def _owner_finds_nothing(firm: Firm, things: Things) -> None:
    for path in things.paths:
        if path.startswith("/desk/"):
            firm.browser.get(f"{firm.url}{path}").expect(NOT_FOUND)


def _carry_over(reader: Client, other: Firm) -> None:
    """Send the cookies that one firm gave to the other."""
    thief = reader.browser.another()
    home = reader.browser.get(f"{reader.url}/").expect()
    stolen = reader.browser.cookies[home.host]
    if not stolen:
        raise Failure(expected="a session to carry over", came="no cookie")
    there = thief.get(f"{other.url}/sign-in/").expect().host
    thief.cookies[there] = dict(stolen)
    thief.get(f"{other.url}/").expect(at="/sign-in/")
