"""The forms that lead in: signing in, links and codes of mails, first passwords."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from portal.access import lockout, one_time
from portal.access.models import OneTimeLink, Purpose
from portal.policy.models import Policy
from tests.portal.access.conftest import PASSWORD, invite_tom
from tests.portal.access.test_sign_in import credentials
from tests.portal.mistakes.asked import Asked, Form, Mistake, Stage

USER, CODE_PAGE = "auth-username", "/sign-in/by-mail/code/"
MALFORMED, NO_ADDRESS = "Enter a valid email address.", "Fill this in: E-mail address"
TOO_LONG = "Ensure this value has at most 254 characters"
TOO_SHORT = "This password is too short."
COMMON, ALIKE = "This password is too common.", "too similar to the E-mail address"
LONG_ADDRESS = f"{'s' * 250}@example.com"
TOM = "tom.janssens@example.com"


def lock(email: str) -> None:
    """Fail until one has to wait."""
    for _ in range(lockout.ACCOUNT_LIMIT):
        lockout.count(email, at=datetime.now(UTC))


def sign_in(stage: Stage) -> Asked:
    right = credentials(stage.sofie().email, PASSWORD)
    return Asked(browser=stage.visitor(), url="/sign-in/", right=right)


def by_mail(stage: Stage) -> Asked:
    Policy.objects.create(has_sign_in_links=True)
    right = {"email": stage.cast.sofie.email}
    return Asked(browser=stage.visitor(), url="/sign-in/by-mail/", right=right)


def mailed_code(stage: Stage) -> Asked:
    asked = by_mail(stage)
    asked.send({})
    right = {"code": OneTimeLink.objects.get().code}
    return Asked(browser=asked.browser, url=CODE_PAGE, right=right)


def forgotten(stage: Stage) -> Asked:
    right = {"email": stage.cast.sofie.email}
    return Asked(browser=stage.visitor(), url="/sign-in/forgotten/", right=right)


def new_password(stage: Stage) -> Asked:
    now, email = datetime.now(UTC), stage.sofie().email
    link = one_time.ask(Purpose.PASSWORD, email, at=now)
    url = f"/sign-in/new-password/{link.token}/"
    return Asked(browser=stage.visitor(), url=url, right={"password": PASSWORD})


def invitation_code(stage: Stage) -> Asked:
    right = {"email": TOM, "code": invited(stage).code}
    return Asked(browser=stage.visitor(), url="/invitation/code/", right=right)


def first_password(stage: Stage) -> Asked:
    browser, url = stage.visitor(), "/invitation/password/"
    browser.post(f"/invitation/{invited(stage).token}/")
    return Asked(browser=browser, url=url, right={"password": PASSWORD})


def invited(stage: Stage) -> Any:
    """Tom's invitation, in English."""
    now, by = datetime.now(UTC), stage.cast.olivia
    return invite_tom(by=by, at=now, email=TOM, language="en")


def wrong(name: str, told: str, at: str, typed: Mapping[str, str] | str) -> Mistake:
    """A mistake at one field."""
    sent = {at: typed} if isinstance(typed, str) else typed
    return Mistake(name=name, told=told, at=at, typed=sent)


ADDRESSES = (
    wrong("nothing", NO_ADDRESS, "email", ""),
    wrong("no address", MALFORMED, "email", "sofie"),
    wrong("two addresses", MALFORMED, "email", "s@example.com, t@example.com"),
    wrong("a long address", TOO_LONG, "email", LONG_ADDRESS),
)
PASSWORDS = (
    wrong("nothing", "Fill this in: New password", "password", ""),
    wrong("too short", TOO_SHORT, "password", "short"),
    wrong("common", COMMON, "password", "qwerty123456"),
)
FORMS = (
    Form(
        name="sign in",
        open=sign_in,
        mistakes=(
            Mistake(
                name="nothing", told=NO_ADDRESS, at=USER,
                typed={USER: "", "auth-password": ""},
            ),
            Mistake(
                name="no address", told=MALFORMED, at=USER,
                typed={USER: "sofie"},
            ),
            Mistake(
                name="a wrong password", told="do not belong together",
                typed={"auth-password": "geese"},
            ),
            Mistake(
                name="too many tries", told="There were too many tries.",
                meanwhile=lambda stage: lock(stage.cast.sofie.email),
            ),
        ),
    ),
    Form(name="by mail", open=by_mail, mistakes=ADDRESSES),
    Form(
        name="mailed code",
        open=mailed_code,
        mistakes=(
            wrong("nothing", "Fill this in: Code", "code", ""),
            wrong("letters", "Type the six digits from the mail.", "code", "abcdef"),
            wrong("one short", "Type the six digits from the mail.", "code", "12345"),
            wrong("a wrong code", "This code is wrong.", "code", "000000"),
        ),
    ),
    Form(name="forgotten", open=forgotten, mistakes=ADDRESSES),
    Form(
        name="new password",
        open=new_password,
        mistakes=(*PASSWORDS, wrong("the address", ALIKE, "password", "sofie@example")),
    ),
    Form(
        name="invitation code",
        open=invitation_code,
        mistakes=(
            wrong("nothing", NO_ADDRESS, "email", {"email": "", "code": ""}),
            wrong("no address", MALFORMED, "email", "tom"),
            wrong("one short", "The code has six digits.", "code", "12345"),
            Mistake(
                name="somebody else's", told="do not belong together",
                typed={"email": "nobody@example.com"},
            ),
            Mistake(
                name="too many tries", told="Too many wrong codes.", status=429,
                meanwhile=lambda stage: lock(TOM),
            ),
        ),
    ),
    Form(
        name="first password",
        open=first_password,
        mistakes=(*PASSWORDS, wrong("the address", ALIKE, "password", TOM)),
    ),
)  # fmt: skip
