"""The pages that people meet first are in Dutch to the last word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import conf
from django.apps import apps
from django.conf import settings
from django.utils.translation import trans_real

from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.models import Firm
from tests.architecture.catalogue import key, read_po
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factors import app_of
from tests.portal.access.conftest import PASSWORD, invite_tom, person
from tests.portal.access.test_second_factor import token_form
from tests.portal.access.test_sign_in import credentials

SignIn = Callable[..., HostClient]
SPOKEN = {"alt", "aria-label", "aria-description", "placeholder", "title"}
PLACEHOLDER = re.compile(r"%\\\(\w+\\\)[a-z]|%[a-z]")
WORD = re.compile(r"[^\W\d_]{3,}")


class Words(HTMLParser):
    """Every piece of text that a person reads or hears."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the attributes that are spoken."""
        other_language = dict(attrs).get("lang", "nl") != "nl"
        self.silent = other_language or tag in {"script", "style"}
        self.found += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        """Hear again what follows a script, or the name of a language."""
        self.silent = False

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if not self.silent and data.strip():
            self.found.append(" ".join(data.split()))


def sources() -> Iterator[Path]:
    """Lists of English messages: ours, Django's, and those of libraries in use."""
    yield Path(settings.LOCALE_PATHS[0], "nl/LC_MESSAGES/django.po")
    folders = [f"{conf.__path__[0]}", *(app.path for app in apps.get_app_configs())]
    found = (Path(each, "locale/en/LC_MESSAGES/django.po") for each in folders)
    yield from (path for path in found if path.exists())


def pairs() -> Iterator[tuple[str, str]]:
    """Each English message and what is said in Dutch: "" when nothing is."""
    dutch = trans_real.translation("nl")._catalog  # type: ignore[attr-defined]
    for entry in (entry for path in sources() for entry in read_po(path).values()):
        name = key(*entry.msgid, context="".join(entry.msgctxt))
        yield entry.msgid[0], dutch.get(name) or dutch.get((name, 0), "")
        yield from ((plural, dutch.get((name, 1), "")) for plural in entry.msgid_plural)


@cache
def foreign() -> dict[str, str]:
    """English messages that differ in Dutch, or are missing there."""
    return {
        said: dutch for said, dutch in pairs() if said != dutch and WORD.search(said)
    }


@pytest.fixture(scope="module")
def english() -> re.Pattern[str]:
    """Any English message as a whole, whatever its placeholders hold."""
    patterns = (PLACEHOLDER.sub(".+", re.escape(message)) for message in foreign())
    return re.compile("|".join(each for each in patterns if WORD.search(each)))


def left_in(page: str, english: re.Pattern[str]) -> list[str]:
    """The texts of a page that are English messages."""
    dutch = set(foreign().values())
    texts = Words(page).found
    return [each for each in texts if english.fullmatch(each) and each not in dutch]


def read(client: HostClient, path: str) -> str:
    """The page in Dutch."""
    response = client.get(path, HTTP_ACCEPT_LANGUAGE="nl-BE,nl;q=0.9")
    assert response.status_code == 200
    assert response.headers["Content-Language"] == "nl"
    page = response.content.decode()
    assert '<html lang="nl"' in page
    return str(page)


def speaks_dutch(user: User, firm: Firm) -> User:
    with scope.scope(firm):
        User.objects.filter(pk=user.pk).update(language="nl")
    return user


@pytest.mark.parametrize("path", ["/", "/signup/", "/terms/", "/processor-agreement/"])
def test_the_platform(
    path: str, on_platform: HostClient, english: re.Pattern[str]
) -> None:
    assert left_in(read(on_platform, path), english) == []


def test_sign_up_with_mistakes(
    on_platform: HostClient, english: re.Pattern[str]
) -> None:
    response = on_platform.post(
        "/signup/", {"slug": "-", "email": "x"}, HTTP_ACCEPT_LANGUAGE="nl"
    )
    page = response.content.decode()

    assert "Ik ga akkoord" in page
    assert left_in(page, english) == []


def test_sign_in(on_firm: HostClient, english: re.Pattern[str]) -> None:
    page = read(on_firm, "/sign-in/")
    refused = on_firm.post("/sign-in/", credentials("x@example.com", "wrong"))

    assert "Aanmelden" in page
    assert "horen niet bij elkaar" in refused.content.decode()
    assert left_in(page + refused.content.decode(), english) == []


def test_the_second_step(
    on_firm: HostClient, inside: Firm, english: re.Pattern[str]
) -> None:
    laura = person(Role.LAWYER, email="laura@example.com", language="nl")
    app_of(laura)
    asked = on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))
    refused = [on_firm.post("/sign-in/", token_form(code)) for code in ("", "000000")]
    paused = on_firm.post("/sign-in/", token_form("000000"))
    pages = [each.content.decode() for each in (asked, *refused, paused)]

    assert "Vul dit in: Code" in pages[1]
    assert "Deze code is fout" in pages[2]
    assert "Te veel foute codes" in pages[3]
    assert left_in("".join(pages), english) == []


def test_an_invitation_and_its_password(
    on_firm: HostClient, inside: Firm, english: re.Pattern[str]
) -> None:
    tom = invite_tom(by=None, at=datetime.now(UTC), language="nl")
    link = f"/invitation/{tom.token}/"
    page = read(on_firm, link)
    chosen = read(on_firm, on_firm.post(link).headers["Location"])
    refused = on_firm.post("/invitation/password/", {"password": "12345"})

    assert "Welkom, Tom" in page
    assert left_in(page + chosen + refused.content.decode(), english) == []


def test_a_clients_pages(
    as_user: SignIn, cast: Cast, firm: Firm, english: re.Pattern[str]
) -> None:
    client = as_user(speaks_dutch(cast.sofie, firm))
    pages = [read(client, path) for path in ("/", "/documents/", "/cases/")]

    assert "Al het andere is in goede handen." in pages[0]
    assert left_in("".join(pages), english) == []


def test_the_desk(
    as_user: SignIn, cast: Cast, firm: Firm, english: re.Pattern[str]
) -> None:
    desk = as_user(speaks_dutch(cast.laura, firm))
    case = f"/desk/cases/{cast.sale.pk}/"
    paths = ("/desk/", "/desk/cases/", "/desk/cases/new/", case, f"{case}?tab=people")
    people = ("/desk/contacts/", f"/desk/contacts/{cast.sofie_contact.pk}/")
    pages = [read(desk, path) for path in (*paths, *people)]

    assert "<h1>Vandaag</h1>" in pages[0]
    assert left_in("".join(pages), english) == []


def test_english_is_noticed(english: re.Pattern[str]) -> None:
    page = (
        '<p title="Sign out">Afmelden</p><p>Good morning, Sofie de Wit</p>'
        "<p>This password is too short. It must contain at least 12 characters.</p>"
    )

    assert len(left_in(page, english)) == 3
