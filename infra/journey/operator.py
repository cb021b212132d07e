"""What somebody who runs the platform does: sign in with a code, look at the fleet."""

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass

from infra.journey.browser import Answer, Browser
from infra.journey.failure import Failure
from infra.journey.firm import Firm

SIGN_IN = "/operate/sign-in/"
PERIOD, DIGITS = 30, 6


@dataclass(frozen=True)
class Operator:
    """An operator. `secret` is the authenticator's, in base32."""

    email: str
    password: str
    secret: str

    def sign_in(self, browser: Browser, platform: str) -> None:
        """Give the password, which alone opens nothing, and then the code."""
        halfway = browser.another()
        self._give_password(halfway, platform)
        halfway.get(f"{platform}/operate/team/").expect(at=SIGN_IN)
        page = self._give_password(browser, platform)
        form = page.form(with_field="otp_token")
        code = one_time_code(self.secret, time.time())
        browser.submit(page, form, otp_token=code).expect(at="/operate/")

    def _give_password(self, browser: Browser, platform: str) -> Answer:
        page = browser.get(f"{platform}/operate/").expect(at=SIGN_IN)
        form = page.form(with_field="username")
        answer = browser.submit(page, form, username=self.email, password=self.password)
        return answer.expect(at=SIGN_IN)

    def find(self, browser: Browser, firm: Firm) -> None:
        """Search the fleet. Raises Failure when the firm is not in it."""
        found = browser.get(
            f"{firm.platform}/operate/?state=all&q={firm.slug}"
        ).expect()
        if firm.name not in found.page.text:
            raise Failure(expected=f"{firm.name} in the fleet", came=found.summary)

    def stay_out(self, browser: Browser, firm: Firm) -> None:
        """Carry the session over to the firm's host: it is nobody's there."""
        thief = browser.another()
        home = browser.get(f"{firm.platform}/operate/").expect(at="/operate/").host
        there = thief.get(f"{firm.url}/sign-in/").expect().host
        thief.cookies[there] = dict(browser.cookies[home])
        thief.get(f"{firm.url}/desk/").expect(at="/sign-in/")


def one_time_code(secret: str, now: float) -> str:
    """What an authenticator shows (RFC 6238 over RFC 4226); `now` in Unix seconds."""
    counter = int(now) // PERIOD
    key = base64.b32decode(secret)
    digest = hmac.digest(key, counter.to_bytes(8, "big"), hashlib.sha1)
    start = digest[-1] & 0xF
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"
