"""A firm signs up, and its owner gets to the desk."""

import json
import time
from dataclasses import dataclass, field
from typing import Any

from infra.journey.browser import OK, Answer, Browser
from infra.journey.failure import Failure
from infra.journey.mailbox import Mailbox

POLL = 0.3
PASSWORD = "Four geese cross the Schelde"  # noqa: S105  (for a demo's people)


@dataclass
class Firm:
    """One firm: what its owner typed, her browser, and where its portal answers."""

    name: str
    slug: str
    owner_email: str
    platform: str
    browser: Browser
    url: str = ""
    handover: Answer | None = field(default=None, repr=False)

    def request(self) -> None:
        """Fill in the sign-up form."""
        page = self.browser.get(f"{self.platform}/signup/?slug={self.slug}").expect()
        self.browser.submit(
            page,
            page.form(with_field="slug"),
            firm_name=self.name,
            owner_name="Olivia Peeters",
            email=self.owner_email,
            language="en",
            terms="on",
            processor_agreement="on",
        ).expect(at="/signup/sent/")

    def confirm(self, mailbox: Mailbox) -> None:
        """Press the button behind the mail's link; to look first changes nothing."""
        link = mailbox.link(to=self.owner_email, containing="/signup/confirm/")
        self.browser.another().get(link).expect()
        page = self.browser.get(link).expect()
        form = page.form()
        self.browser.submit(page, form).expect(at="/signup/progress/")
        again = self.browser.another().get(link)
        if again.status == OK:
            raise Failure(expected="a link that works once", came=again.summary)

    def wait(self, timeout: float) -> None:
        """Watch the steps until the portal is there. Raises Failure."""
        end = time.monotonic() + timeout
        while True:
            answer = self.browser.get(f"{self.platform}/api/signup/progress/").expect()
            progress = json.loads(answer.body)
            if progress["state"] == "done":
                return
            if progress["state"] == "problem" or time.monotonic() > end:
                raise Failure(expected="a finished portal", came=_told(progress))
            time.sleep(POLL)

    def enter(self) -> None:
        """Go over to the firm's own host, set a password, and land on the desk."""
        page = self.browser.get(f"{self.platform}/signup/progress/").expect()
        form = page.form(with_field="token")
        self.url = form.action.removesuffix("/welcome/")
        self.handover = page
        password = self.browser.submit(page, form).expect(at="/invitation/password/")
        set_password(self.browser, password).expect(at="/desk/")

    def refuse_second_handover(self) -> None:
        """The token of the hand-over is used up. Raises Failure when it is not."""
        if self.handover is None:
            raise Failure(expected="a hand-over before", came="none")
        thief = self.browser.another()
        answer = thief.submit(self.handover, self.handover.form(with_field="token"))
        if answer.status == OK:
            raise Failure(expected="a token that works once", came=answer.summary)


def set_password(browser: Browser, page: Answer) -> Answer:
    """Choose a password on its page."""
    return browser.submit(page, page.form(with_field="password"), password=PASSWORD)


def sign_in(browser: Browser, url: str, email: str) -> Answer:
    """Sign in with e-mail address and password."""
    page = browser.get(f"{url}/sign-in/").expect(at="/sign-in/")
    form = page.form(with_field="username")
    return browser.submit(page, form, username=email, password=PASSWORD).expect()


def sign_out(browser: Browser, url: str) -> Answer:
    """Sign out by the button of any page."""
    page = browser.get(f"{url}/sign-out/").expect()
    return browser.submit(page, page.form()).expect(at="/sign-in/")


def _told(progress: dict[str, Any]) -> str:
    shown = ", ".join(f"{step['key']} {step['state']}" for step in progress["steps"])
    return f"{progress['state']}: {shown}. {progress['message']}"
