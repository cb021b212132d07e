"""The forms of the account page."""

from __future__ import annotations

from typing import Any

from tests.portal.access.conftest import PASSWORD
from tests.portal.mistakes.asked import Asked, Form, Mistake, Stage
from tests.portal.mistakes.getting_in import ALIKE, COMMON, MALFORMED, TOO_SHORT, wrong

NEW = "five geese under a bridge"
NOT_PRESENT = "This is not your present password. Type it again."


def part(stage: Stage, url: str, **right: Any) -> Asked:
    """A part of Sofie's page."""
    return Asked(browser=stage.as_user(stage.sofie()), url=url, right=right)


def profile(stage: Stage) -> Asked:
    zone = "Europe/Brussels"
    return part(stage, "/account/profile/", name="Sofie", language="en", time_zone=zone)


def password(stage: Stage) -> Asked:
    return part(stage, "/account/password/", current=PASSWORD, password=NEW)


def email(stage: Stage) -> Asked:
    return part(stage, "/account/email/", email="sofie@new.example", current=PASSWORD)


FORMS = (
    Form(
        name="own profile",
        open=profile,
        mistakes=(
            wrong("no name", "Fill this in: Name", "name", ""),
            wrong("a long name", "at most 150 characters", "name", "Sofie " * 30),
            Mistake(
                name="a language that we do not speak", told="Select a valid choice.",
                at="language", typed={"language": "it"}, is_forged=True,
            ),
            Mistake(
                name="a zone of no clock", told="Select a valid choice.",
                at="time_zone", typed={"time_zone": "Moon/Sea"}, is_forged=True,
            ),
        ),
    ),
    Form(
        name="own password",
        open=password,
        mistakes=(
            wrong(
                "nothing", "Fill this in: Your present password", "current",
                {"current": "", "password": ""},
            ),
            wrong("a wrong present one", NOT_PRESENT, "current", "geese"),
            wrong("too short", TOO_SHORT, "password", "short"),
            wrong("common", COMMON, "password", "qwerty123456"),
            wrong("the address", ALIKE, "password", "sofie@example"),
        ),
    ),
    Form(
        name="own address",
        open=email,
        mistakes=(
            wrong(
                "nothing", "Fill this in: New e-mail address", "email",
                {"email": "", "current": ""},
            ),
            wrong("no address", MALFORMED, "email", "sofie"),
            wrong("the same", "You sign in with this", "email", "sofie@example.com"),
            wrong("a wrong password", NOT_PRESENT, "current", "geese"),
        ),
    ),
)  # fmt: skip
