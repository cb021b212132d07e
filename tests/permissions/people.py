"""The people of the table, each in a browser of his own."""

from __future__ import annotations

import contextvars
import time
from collections.abc import Callable
from http.cookies import SimpleCookie

from django.conf import settings
from django_otp import DEVICE_ID_SESSION_KEY

from portal.access import proof
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import OPERATORS, Role
from tenants.factors import queries as factors
from tests import operators
from tests.conftest import HostClient
from tests.factories import UserFactory
from tests.permissions.house import House


class Browsers:
    """Gives fresh browsers on one host, each in the state in which a person came."""

    def __init__(self, host: str) -> None:
        self.host = host
        self._cookies: dict[str, SimpleCookie] = {}

    def open(self, who: str) -> HostClient:
        """A browser of this person."""
        fresh = HostClient(self.host)
        fresh.cookies.load(self.cookies(who).output(header="", sep=";"))
        return fresh

    def at(self, host: str) -> Browsers:
        """The same people, with the cookies that they have here, on another host."""
        return CarriedBrowsers(host, self)

    def cookies(self, who: str) -> SimpleCookie:
        """What this person's browser holds."""
        if who not in self._cookies:
            browser = HostClient(self.host)
            self.bring(browser, who)
            self._cookies[who] = browser.cookies
        return self._cookies[who]

    def bring(self, browser: HostClient, who: str) -> None:
        """Have the person do what makes him who he is."""
        raise NotImplementedError


class CarriedBrowsers(Browsers):
    """Cookies of one host, sent to another one."""

    def __init__(self, host: str, home: Browsers) -> None:
        super().__init__(host)
        self.home = home

    def cookies(self, who: str) -> SimpleCookie:
        """What this person's browser holds at home."""
        return contextvars.Context().run(self.home.cookies, who)


class FirmBrowsers(Browsers):
    """Those who come to a firm's host. `other` is the firm of the stranger."""

    def __init__(self, house: House, other: House) -> None:
        super().__init__(house.firm.primary_host)
        self.house, self.other = house, other

    def bring(self, browser: HostClient, who: str) -> None:
        """Sign in, all but Nele; the stranger does it in the other firm."""
        if who == "stranger":
            _sign_in(browser, self.other, self.other.cast.sofie)
        elif who != "nele":
            _sign_in(browser, self.house, getattr(self.house.cast, who))


class PlatformBrowsers(Browsers):
    """Those who come to the platform's host."""

    def __init__(self, house: House, sign_up: Callable[[HostClient], None]) -> None:
        super().__init__(settings.PLATFORM_HOST)
        self.house, self.sign_up = house, sign_up

    def bring(self, browser: HostClient, who: str) -> None:
        """Sign up, sign in, or bring the cookies of a firm's host."""
        if who == "applicant":
            self.sign_up(browser)
        elif who == "halfway":
            _force(browser, UserFactory(role=Role.ADMIN))
        elif who in OPERATORS:
            operators.sign_in(browser, Role(who))
        elif who == "owner":
            _sign_in(browser, self.house, self.house.cast.olivia)


def _sign_in(browser: HostClient, house: House, user: User) -> None:
    contextvars.Context().run(_sign_in_there, browser, house, user)


def _sign_in_there(browser: HostClient, house: House, user: User) -> None:
    with scope.scope(house.firm):
        _force(browser, user)


def _force(browser: HostClient, user: User) -> None:
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = browser.session
    session[proof.KEY] = session[proof.PASSWORD_KEY] = time.time()
    for passkey in factors.of(user).passkeys:
        session[DEVICE_ID_SESSION_KEY] = passkey.persistent_id
    session.save()
