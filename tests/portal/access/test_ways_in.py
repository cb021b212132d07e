"""Every way in is known and written down, and no other one is made by the way."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tenants.accounts.models import User
from tests.conftest import HostClient

ROOT = Path(settings.ROOT)
SOURCES = ("portal", "platform", "provisioning", "tenants")
# Who calls Django's `login`, and so makes a session of a person; each has its line in
# docs/signing-in.md under "Every way in".
WAYS = {
    "portal/access/views/sign_in.py",  # the password, then the second factor
    "portal/access/entry.py",  # a link or a code of a mail, then the second factor
    "portal/support/views/guest.py",  # an operator's pass, by the owner's leave
    "platform/controlplane/team/views/invitation.py",  # a new operator's link
}


def callers(name: str) -> Iterator[str]:
    """The files that call a function of this name."""
    for path in (path for place in SOURCES for path in (ROOT / place).rglob("*.py")):
        calls = (each for each in ast.walk(ast.parse(path.read_text()))
                 if isinstance(each, ast.Call))  # fmt: skip
        if any(
            isinstance(call.func, ast.Name) and call.func.id == name for call in calls
        ):
            yield path.relative_to(ROOT).as_posix()


def test_no_other_file_makes_a_session_of_a_person() -> None:
    assert set(callers("login")) == WAYS


def test_each_way_in_is_written_down() -> None:
    written = (ROOT / "docs/signing-in.md").read_text()

    assert [
        way for way in sorted(WAYS) if way.rpartition("platform/")[2] not in written
    ] == []


def test_a_session_is_the_only_token() -> None:
    """No key that stays the same is accepted in place of a session."""
    rest = settings.REST_FRAMEWORK["DEFAULT_AUTHENTICATION_CLASSES"]

    assert rest == ["rest_framework.authentication.SessionAuthentication"]
    assert "rest_framework.authtoken" not in settings.INSTALLED_APPS
    assert not any("RemoteUser" in name for name in settings.AUTHENTICATION_BACKENDS)


def test_an_account_knows_no_question_and_no_hint() -> None:
    assert {field.name for field in User._meta.fields} == {
        "id", "password", "last_login", "email", "name", "role", "language",
        "time_zone", "is_active", "joined_at",
    }  # fmt: skip


@pytest.mark.parametrize("page", ["/sign-in/", "/sign-in/forgotten/"])
def test_nothing_but_address_and_password_is_asked(
    on_firm: HostClient, page: str
) -> None:
    context = on_firm.get(page).context
    form = context["form"]

    assert set(form.fields) <= {"username", "password", "email"}
