"""The console's way in."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tests import operators
from tests.conftest import HostClient


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("create_operator", *arguments, stdout=out)
    return out.getvalue()


def test_the_first_operator_gets_a_link_that_works(
    db: None, on_platform: HostClient
) -> None:
    output = run("Jan@Tablinum.example", "--name", "Jan Willems")

    link = output.strip().splitlines()[-1]
    path = link.removeprefix("http://localhost")
    assert "Jan Willems" in on_platform.get(path).content.decode()
    assert on_platform.post(path).url == "/operate/invitation/password/"
    with scope.public():
        jan = User.objects.get(email="jan@tablinum.example")
        assert (jan.role, jan.has_usable_password()) == (Role.ADMIN, False)
        assert Entry.objects.get(action="operator.invited").actor_name == "Tablinum"


def test_an_address_is_taken_once(db: None) -> None:
    run("jan@tablinum.example", "--name", "Jan")

    with pytest.raises(CommandError, match="already"):
        run("jan@tablinum.example", "--name", "Jan")


@pytest.mark.parametrize(
    "arguments", [("jan@tablinum.example",), ("jan", "--name", "Jan")]
)
def test_a_name_and_an_address_are_needed(db: None, arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        run(*arguments)


def test_the_last_administrator_is_helped_in_again(db: None) -> None:
    with scope.public():
        jan = operators.make(email="jan@tablinum.example")

    output = run("jan@tablinum.example", "--renew")

    assert "/operate/invitation/" in output
    with scope.public():
        jan.refresh_from_db()
        assert not jan.has_usable_password()
        assert not jan.totpdevice_set.exists()
        entry = Entry.objects.get(action="operator.access_renewed")
        assert entry.details == {"reason": "at the console of a server"}


def test_only_an_operator_is_helped_in(db: None) -> None:
    with pytest.raises(CommandError, match="No operator"):
        run("nobody@tablinum.example", "--renew")
