"""From the control plane there is no way to a firm's content but by the firm's leave.

Each page of the control plane is asked for, and each form sent, by an administrator who
has proved the second factor, while canaries are in every text of two firms.
"""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse

from controlplane.support.views import listing
from portal.people.models import Contact
from tenants import scope
from tenants.accounts.roles import Role
from tests import operators
from tests.conftest import HostClient
from tests.permissions import table
from tests.permissions.fronts import FirmFront, PlatformFront
from tests.permissions.house import House

FIRM, PLATFORM = table.lines(table.FIRM), table.lines(table.PLATFORM)
ADMIN = "administrator of this test"
Seen = set[tuple[str, str | None]]


@pytest.fixture
def admin(db: None) -> HostClient:
    """An administrator's browser, on the platform's host."""
    browser = HostClient(settings.PLATFORM_HOST)
    contextvars.Context().run(operators.sign_in, browser, Role.ADMIN)
    return browser


@pytest.fixture
def front(peeters: House, devries: House, admin: HostClient) -> PlatformFront:
    """The platform's host, where the administrator is known."""
    found = PlatformFront(peeters)
    found.browsers._cookies[ADMIN] = admin.cookies
    return found


@contextmanager
def watched() -> Iterator[tuple[Seen, list[str]]]:
    """The scopes in which statements ran, and the statements, at the wrapper."""
    seen: Seen = set()
    texts: list[str] = []

    def note(
        execute: Callable[..., Any],
        sql: str,
        params: Any,
        many: Any,
        context: Any,
    ) -> Any:
        here = scope.current()
        seen.add((here.schema, here.role))
        texts.append(str(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen, texts


def test_no_page_for_operators_shows_a_firms_content(
    front: PlatformFront, peeters: House, devries: House
) -> None:
    for line in PLATFORM:
        found = front.ask(line, ADMIN).everything

        assert peeters.mark.encode() not in found, line
        assert devries.mark.encode() not in found, line


def test_every_statement_of_the_control_plane_is_made_in_public(
    front: PlatformFront, peeters: House, devries: House
) -> None:
    with watched() as (seen, texts):
        for line in PLATFORM:
            front.ask(line, ADMIN)

    schemas = [house.firm.schema_name for house in (peeters, devries)]
    assert seen == {(scope.PUBLIC_SCHEMA, scope.CONTROL_ROLE)}
    assert [text for text in texts if any(name in text for name in schemas)] == []
    assert len(texts) > len(PLATFORM)


def test_an_administrator_is_let_in_at_the_control_plane(admin: HostClient) -> None:
    """The crawl would prove nothing if every page were refused."""
    assert admin.get("/operate/support/").status_code == 200


def test_a_view_that_enters_a_firm_is_refused_by_the_scope(
    admin: HostClient, peeters: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def snoop(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with scope.scope(peeters.firm):
            return HttpResponse(", ".join(Contact.objects.values_list("name")[0]))

    monkeypatch.setattr(listing, "render", snoop)

    with pytest.raises(scope.SecondFirm):
        admin.get("/operate/support/")


def test_a_view_that_asks_for_a_firms_table_finds_none(
    admin: HostClient, peeters: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def snoop(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            return HttpResponse(str(Contact.objects.count()))

    monkeypatch.setattr(listing, "render", snoop)

    with pytest.raises(DatabaseError, match="does not exist"):
        admin.get("/operate/support/")


@pytest.mark.parametrize("verb", ["SELECT * FROM", "DELETE FROM", "TABLE"])
def test_the_role_of_the_control_plane_reads_no_table_of_a_firm(
    verb: str, peeters: House
) -> None:
    tables = {
        model._meta.db_table
        for label in settings.TENANT_APPS
        for config in apps.get_app_configs()
        if config.name == label.split(".apps.")[0]
        for model in config.get_models(include_auto_created=True)
    }

    refused = {table for table in tables if _is_refused(verb, table, peeters)}

    assert refused == tables
    assert len(tables) > 15


def _is_refused(verb: str, table: str, house: House) -> bool:
    try:
        with scope.public(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'{verb} "{house.firm.schema_name}"."{table}"')
    except DatabaseError as refusal:
        return "permission denied" in str(refusal)
    return False


def test_on_a_firms_host_an_operator_is_a_stranger(
    fronts: dict[str, FirmFront], admin: HostClient
) -> None:
    """His cookies of the platform are nobody's there, at every address."""
    front = fronts["peeters"]
    front.browsers._cookies[ADMIN] = admin.cookies

    found = {line: front.ask(line, ADMIN) for line in FIRM}

    assert {str(line): answer.mark for line, answer in found.items()} == {
        str(line): line.answers["stranger"] for line in FIRM
    }


def test_an_operators_password_opens_no_firm(peeters: House) -> None:
    def sign_up() -> str:
        with scope.public():
            operator = operators.make(Role.ADMIN)
            operator.set_password("four words nobody guesses")
            operator.save()
            return operator.email

    email = contextvars.Context().run(sign_up)
    browser = HostClient(peeters.firm.primary_host)
    browser.post(
        "/sign-in/",
        {
            "sign_in-current_step": "auth",
            "auth-username": email,
            "auth-password": "four words nobody guesses",
        },
    )

    assert browser.get("/desk/").status_code == 302
