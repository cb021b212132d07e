"""What comes by mail, or from the control plane."""

from __future__ import annotations

from portal.access.models import OneTimeLink
from tenants import scope
from tests.conftest import HostClient
from tests.permissions.house import House

LED, SHOWN = 302, 200
NEW = "eleven purple walking chairs"


def invitation(home: House, there: House) -> bool:
    """The link of Nele's invitation."""
    return _opens(there, f"/invitation/{home.invitation}/")


def invitation_code(home: House, there: House) -> bool:
    """Its six digits, with her address."""
    sent = {"email": "nele@example.com", "code": home.invitation_code}
    return _browser(there).post("/invitation/code/", sent).status_code == LED


def hand_over(home: House, there: House) -> bool:
    """The token that the sign-up page posts."""
    return _posted(there, "/welcome/", {"token": home.handover})


def new_password_link(home: House, there: House) -> bool:
    """The link of who forgot the password."""
    path = f"/sign-in/new-password/{home.reset}/"
    is_set = _posted(there, path, {"password": NEW})
    return is_set or _is_shown(there, path)


def mailed_link(home: House, there: House) -> bool:
    """The link that lets Tom in."""
    return _opens(there, f"/sign-in/by-mail/{home.mailed}/")


def mailed_code(home: House, there: House) -> bool:
    """Its six digits, in a browser that asked for some itself."""
    asking = _browser(there)
    for browser in (_browser(home), asking):
        browser.post("/sign-in/by-mail/", {"email": home.cast.sofie.email})
    with scope.scope(home.firm):
        code = OneTimeLink.objects.latest("created_at").code
    answer = asking.post("/sign-in/by-mail/code/", {"code": code})
    return bool(answer.status_code == LED)


def email_confirmation(home: House, there: House) -> bool:
    """The link to the new address."""
    path = f"/account/email/{home.email_tokens[0]}/"
    return _is_shown(there, path) or _browser(there).post(path).status_code == SHOWN


def email_undo(home: House, there: House) -> bool:
    """The link to the old address."""
    path = f"/account/email/undo/{home.email_tokens[1]}/"
    return _is_shown(there, path) or _browser(there).post(path).status_code == SHOWN


def visit_pass(home: House, there: House) -> bool:
    """The token with which an operator comes in whom the owner let in."""
    browser = _browser(there)
    browser.post("/support-visit/", {"token": home.visit_pass})
    return bool(browser.get("/desk/").status_code == SHOWN)


def calendar_feed(home: House, there: House) -> bool:
    """The secret address of Sofie's calendar feed, with a row of an equal key there."""
    return _is_shown(there, f"/calendar/feed/{home.feed}.ics")


def _opens(there: House, path: str) -> bool:
    return _is_shown(there, path) or _posted(there, path, {})


def _is_shown(there: House, path: str) -> bool:
    return bool(_browser(there).get(path).status_code == SHOWN)


def _posted(there: House, path: str, sent: dict[str, str]) -> bool:
    return bool(_browser(there).post(path, sent).status_code == LED)


def _browser(there: House) -> HostClient:
    return HostClient(there.firm.primary_host)
