"""Cookies, and what lies behind them."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie

from django.conf import settings

from portal.access import known, lockout
from tenants import scope
from tenants.accounts.models import Session
from tests.conftest import HostClient
from tests.isolation.proofs.copying import copy
from tests.permissions import others
from tests.permissions.house import House
from tests.permissions.people import FirmBrowsers
from tests.portal.access.conftest import PASSWORD
from tests.portal.access.test_sign_in import credentials

SHOWN, LED = 200, 302
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def session(home: House, there: House) -> bool:
    """A cookie of Sofie's session."""
    return _sees_cases(FirmBrowsers(home, there).cookies("sofie"), there)


def delegate_session(home: House, there: House) -> bool:
    """A cookie of somebody's who looks for her."""
    return _sees_cases(others.signed_in(home, others.DELEGATE).cookies, there)


def session_row(home: House, there: House) -> bool:
    """Sofie's cookie, where the row of her session was copied too."""
    cookies = FirmBrowsers(home, there).cookies("sofie")
    with scope.scope(home.firm):
        row = Session.objects.get(session_key=cookies["session"].value)
    copy(row, there=there)
    return _sees_cases(cookies, there)


def password_grant(home: House, there: House) -> bool:
    """The cookie of a browser that may set Nele's password."""
    redeeming = HostClient(home.firm.primary_host)
    redeeming.post(f"/invitation/{home.invitation}/")
    browser = HostClient(there.firm.primary_host)
    browser.cookies = redeeming.cookies
    return bool(browser.get("/invitation/password/").status_code == SHOWN)


def guest_session(home: House, there: House) -> bool:
    """A cookie of an operator's whom the owner let in."""
    inside = HostClient(home.firm.primary_host)
    inside.post("/support-visit/", {"token": home.visit_pass})
    browser = HostClient(there.firm.primary_host)
    browser.cookies = inside.cookies
    return bool(browser.get("/desk/").status_code == SHOWN)


def known_browser(home: House, there: House) -> bool:
    """The cookie of a browser in which Sofie signed in: its failures count apart."""
    email = home.cast.sofie.email
    browser = HostClient(home.firm.primary_host)
    browser.post("/sign-in/", credentials(email, PASSWORD))
    before = known._current.set(browser.cookies[settings.KNOWN_COOKIE_NAME].value)
    try:
        with scope.scope(there.firm):
            return known.browser_of(lockout.name_of(email)) != known.STRANGER
    finally:
        known._current.reset(before)


def form_token(home: House, there: House) -> bool:
    """Cookie and token of a form that was fetched at home."""
    fetching, sending = (HostClient(each.firm.primary_host) for each in (home, there))
    sending.handler.enforce_csrf_checks = True
    found = TOKEN.search(fetching.get("/sign-in/").content.decode())
    assert found
    sending.cookies = fetching.cookies
    sent = {"csrfmiddlewaretoken": found[1], "language": "en"}
    return bool(sending.post("/language/", sent).status_code == LED)


def _sees_cases(cookies: SimpleCookie, there: House) -> bool:
    browser = HostClient(there.firm.primary_host)
    browser.cookies = cookies
    return bool(browser.get("/cases/").status_code == SHOWN)
