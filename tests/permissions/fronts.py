"""The two hosts at which the lines of the table are tried.

Each request runs in a savepoint that is rolled back: no answer depends on another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from controlplane.signup import links
from controlplane.signup.agreements import TERMS
from controlplane.signup.models import SignUp
from controlplane.team import actions as team
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.models import Plan
from tests import operators
from tests.cast import key
from tests.conftest import HostClient
from tests.controlplane.signup.conftest import ANSWERS
from tests.permissions.accounts import open_tab
from tests.permissions.answers import Answer
from tests.permissions.fleet import Fleet
from tests.permissions.house import House
from tests.permissions.people import Browsers, FirmBrowsers, PlatformBrowsers
from tests.permissions.support import Support
from tests.permissions.table import Line
from tests.permissions.typed import typed

HOPS = 3  # a form, its page, and a page that leads to the front page


class FirmFront:
    """A firm's host, and another firm whose people and things have no place there."""

    def __init__(self, house: House, other: House) -> None:
        self.house, self.other = house, other
        self.browsers: Browsers = FirmBrowsers(house, other)

    def keys(self, line: Line) -> dict[str, Any]:
        """What the address of the line takes."""
        return self.house.keys(line.thing, self.other)

    def address(self, line: Line) -> str:
        """Where the line is asked."""
        return reverse(line.name, settings.FIRM_URLCONF, kwargs=self.keys(line))

    def do(self, line: Line, who: str) -> Answer:
        """The answer to this person, who means it: nothing is undone."""
        return self.send(self.browsers.open(who), line, self.address(line))

    def send(self, browser: HostClient, line: Line, address: str) -> Answer:
        """Ask in this browser, with what one types there."""
        return send(browser, line, address, typed(line.name, self.house))

    def ask(
        self, line: Line, who: str, *, csrf: bool = False, onward: bool = False
    ) -> Answer:
        """The answer to this person, who leaves nothing behind."""
        address = self.address(line)
        with scope.scope(self.house.firm):
            browser = self.browsers.open(who)
            with rolled_back():
                if (line.name, who) == ("access:password", "nele"):
                    browser.post(f"/invitation/{self.house.invitation}/")
                if (line.name, who) == ("access:mailed_code", "nele"):
                    browser.post("/sign-in/by-mail/", {"email": "nele@example.com"})
                browser.handler.enforce_csrf_checks = csrf
                answer = self.send(browser, line, address)
                return followed(browser, answer) if onward else answer


class PlatformFront:
    """The platform's host. `house` is a firm whose owner has no more rights there."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.browsers = PlatformBrowsers(house, _sign_up)
        with scope.public():
            self.wish = _request(HostClient(settings.PLATFORM_HOST), slug="wish")
            self.colleague = operators.make(Role.SUPPORT)
            self.link = _link()
            self.plan = Plan.objects.get(is_default=True)
            self.fleet = Fleet()
            self.support = Support(self.colleague)

    def keys(self, line: Line) -> dict[str, Any]:
        """What the address of the line takes."""
        if self.fleet.has(line.thing):
            return self.fleet.keys(line.thing)
        return {
            **self.support.keys(),
            "-": {},
            "wish": {"token": self.wish},
            "no_token": {"token": self.house.invitation},
            "text": {"version": TERMS.current},
            "colleague": {"pk": self.colleague.pk},
            "link": {"token": self.link},
            "laura": {"pk": self.house.cast.laura.pk},
            "plan": {"pk": self.plan.pk},
            "tab": {"pk": key("tab")},
        }[line.thing]

    def ask(
        self, line: Line, who: str, *, csrf: bool = False, onward: bool = False
    ) -> Answer:
        """The answer to this person."""
        address = reverse(line.name, settings.ROOT_URLCONF, kwargs=self.keys(line))
        with scope.public():
            browser = self.browsers.open(who)
            with rolled_back():
                if (line.name, who) == ("team:password", "anybody"):
                    browser.post(f"/operate/invitation/{self.link}/")
                self.support.prepare(line.thing, browser)
                if line.thing == "tab" and (reader := browser.session.get(SESSION_KEY)):
                    open_tab("platform", User.objects.get(pk=reader))
                browser.handler.enforce_csrf_checks = csrf
                sent = self.fleet.typed(line.name, line.thing)
                sent = sent or typed(line.name, self.house)
                answer = send(browser, line, address, sent)
                return followed(browser, answer) if onward else answer


Front = FirmFront | PlatformFront


@contextmanager
def rolled_back() -> Iterator[None]:
    """Undo in the end what happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def send(browser: HostClient, line: Line, address: str, sent: Any) -> Answer:
    """Ask in this browser; what is sent goes along with a POST."""
    ask = getattr(browser, line.method.lower())
    return Answer.of(ask(address, sent) if line.method == "POST" else ask(address))


def followed(browser: HostClient, answer: Answer) -> Answer:
    """Where the answer leads on this host in the end, with all that was shown."""
    for _hop in range(HOPS):
        if not answer.location.startswith("/"):
            break
        answer = answer.and_then(Answer.of(browser.get(answer.location)))
    return answer


def _sign_up(browser: HostClient) -> None:
    token = _request(browser, slug="applied")
    browser.post(reverse("signup:confirm", settings.ROOT_URLCONF, args=[token]))


def _link() -> str:
    """The token of a link that waits for a new operator."""
    invitation = team.invite(
        email="ada@tablinum.example",
        name="Ada",
        role=Role.AUDITOR,
        language="en",
        by=None,
        at=timezone.now(),
    )
    return invitation.token


def _request(browser: HostClient, *, slug: str) -> str:
    """Send the form; the token of the link in the mail."""
    browser.post("/signup/", {**ANSWERS, "slug": slug})
    return links.token(SignUp.objects.get(slug=slug).pk)
