"""What a client does for the second step of signing in: sets it up, and gives it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from infra.journey.firm import PASSWORD, Firm
from infra.journey.operator import one_time_code
from tests.journeys.person import Person
from tests.journeys.test_timeout import SUBMIT, sign_in

RULES, STEP = "/desk/settings/security/", "/account/second-factor/"
APP, PASSKEY = f"{STEP}app/", f"{STEP}passkey/"
SECONDS, POLL = 30, 0.2
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass
class App:
    """An authenticator app, whose owner knows that each code works once."""

    secret: str
    period: int = 0

    def code(self) -> str:
        """A code that was not used yet. The next one may be early by a period."""
        self.period = max(self.period + 1, _now())
        while self.period > _now() + 1:
            time.sleep(POLL)
        return one_time_code(self.secret, self.period * SECONDS)


def demand(olivia: Person, firm: Firm) -> None:
    """The owner asks every client for a second step, from now on."""
    olivia.open(f"{firm.url}{RULES}")
    sign_in(olivia, firm)
    olivia.page.locator("[name=client_second_factor][value=required]").check()
    olivia.follow(SUBMIT)
    olivia.see(".toast.success")
    olivia.look(at=RULES, ends=f" - {firm.name}")
    assert olivia.problems == []


def give_password(sofie: Person, email: str) -> None:
    """The first step."""
    sofie.page.locator("[name='auth-username']").fill(email)
    sofie.page.locator("[name='auth-password']").fill(PASSWORD)
    sofie.follow(SUBMIT)


def give_code(sofie: Person, code: str) -> None:
    """The second step, by whatever code the page asks for."""
    sofie.page.locator("main [name$=otp_token]").fill(code)
    sofie.follow(SUBMIT)


def choose(sofie: Person, way: str) -> None:
    """Another way of the second step."""
    sofie.follow(f"main button[value={way}]")


def come_back(sofie: Person, *, url: str, email: str) -> None:
    """Sign out, and give the password anew."""
    sofie.open(f"{url}/sign-out/")
    sofie.follow(SUBMIT)
    give_password(sofie, email)


def set_up_app(sofie: Person, *, ends: str) -> tuple[App, list[str]]:
    """From the page of second steps: the app, and the recovery codes."""
    sofie.follow(f"main a[href='{APP}']")
    sofie.look(at=APP, ends=ends)
    app = App(sofie.page.inner_text("#key").replace(" ", ""))
    sofie.fill(code="none yet")
    sofie.follow(SUBMIT)
    sofie.see("main [aria-invalid=true]")
    sofie.look(at=APP, ends=ends)
    assert sofie.page.inner_text("#key").replace(" ", "") == app.secret
    sofie.fill(code=app.code())
    sofie.follow(SUBMIT)
    sofie.look(at=APP, ends=ends)
    return app, sofie.page.locator("main .codes li").all_inner_texts()


def plug_in(page: Page) -> None:
    """An authenticator of the device itself, with its owner's finger on it."""
    device: Any = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def add_passkey(sofie: Person, *, ends: str) -> None:
    """From the page of second steps: another way, which the device itself proves."""
    plug_in(sofie.page)
    sofie.follow(f"main a[href='{PASSKEY}']")
    sofie.look(at=PASSKEY, ends=ends)
    sofie.follow(SUBMIT)
    sofie.see("main [aria-invalid=true]")  # no name yet
    sofie.look(at=PASSKEY, ends=ends)
    sofie.fill(name="My phone")
    sofie.follow(SUBMIT)
    sofie.see("text=My phone")
    sofie.look(at=STEP, ends=ends)


def _now() -> int:
    return int(time.time()) // SECONDS
