"""The firm's colours, on its pages and in its mails."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from portal.branding import actions, mail, queries
from portal.branding.colour import InvalidColour
from portal.branding.models import Brand
from portal.branding.theme import fingerprint, stylesheet
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.models import Firm
from tests.conftest import HostClient

GREEN, YELLOW = "#1f5a4a", "#f2b705"


def test_the_address_of_the_colours_is_kept_for_ever(on_firm: HostClient) -> None:
    response = on_firm.get(f"/theme/{fingerprint(GREEN)}.css")

    assert response.content.decode() == stylesheet(GREEN)
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    expected = "public, max-age=31536000, immutable"
    assert response.headers["Cache-Control"] == expected
    assert "Cookie" not in response.headers.get("Vary", "")


def test_an_address_of_yesterday_gets_todays_colours(on_firm: HostClient) -> None:
    response = on_firm.get(f"/theme/{fingerprint(YELLOW)}.css")

    assert response.content.decode() == stylesheet(GREEN)
    assert response.headers["Cache-Control"] == "no-cache"


def test_every_firm_has_its_own_colours(
    on_firm: HostClient, on_other_firm: HostClient
) -> None:
    one = on_firm.get("/theme/x.css").content
    other = on_other_firm.get("/theme/x.css").content

    assert one.decode() == stylesheet(GREEN)
    assert other.decode() == stylesheet(YELLOW)


def test_a_page_wears_the_firms_colours_and_name(on_firm: HostClient) -> None:
    html = on_firm.get("/sign-in/").content.decode()

    assert f"/theme/{fingerprint(GREEN)}.css" in html
    assert "Peeters &amp; Partners" in html


def test_a_page_asks_for_the_brand_once(on_firm: HostClient) -> None:
    with CaptureQueriesContext(connection) as asked:
        on_firm.get("/nothing-here/")

    brands = [each for each in asked if "portal_branding_brand" in each["sql"]]
    assert len(brands) == 1


def test_what_renders_no_page_does_not_ask_for_the_brand(on_firm: HostClient) -> None:
    with CaptureQueriesContext(connection) as asked:
        on_firm.get("/desk/")

    assert not [each for each in asked if "portal_branding_brand" in each["sql"]]


@pytest.mark.parametrize(
    ("role", "home", "places"),
    [
        (
            Role.LAWYER,
            "/desk/",
            [
                "/desk/",
                "/desk/cases/",
                "/desk/documents/",
                "/desk/calendar/",
                "/desk/contacts/",
                "/desk/settings/",
            ],
        ),
        (Role.CLIENT, "/", ["/", "/cases/", "/calendar/", "/documents/"]),
    ],
)
def test_everybody_sees_the_way_through_his_own_face(
    role: Role, home: str, places: list[str], inside: Firm,
    as_user: Callable[..., HostClient],
) -> None:  # fmt: skip
    user = User.objects.create(email="a@example.com", name="A", role=role)

    page = as_user(user).get("/nothing-here/").context["page"]

    assert (page.home_url, [item.url for item in page.nav]) == (home, places)
    assert page.face == ("desk" if role == Role.LAWYER else "portal")


def test_a_visitor_sees_no_navigation(on_firm: HostClient) -> None:
    page = on_firm.get("/sign-in/").context["page"]

    assert (page.nav, page.user, page.sign_out_url) == ((), None, "")
    assert page.language_url == "/language/"


def test_seeding_twice_keeps_the_first_colour(inside: Firm) -> None:
    actions.seed(colour="#ff0000")

    assert queries.current().colour == GREEN


def test_a_firm_without_a_brand_wears_the_platforms(inside: Firm) -> None:
    Brand.objects.all().delete()

    assert queries.current().colour == "#3b3f8f"


def test_a_mail_wears_the_firms_colours(inside: Firm) -> None:
    context = mail.context()

    assert context["firm_name"] == "Peeters & Partners"
    assert context["brand"].colour == GREEN


def test_a_mail_of_the_platform_wears_its_own(db: None) -> None:
    with scope.public():
        assert mail.context()["firm_name"] == "Tablinum"


def test_seeding_refuses_what_is_no_colour(inside: Firm) -> None:
    Brand.objects.all().delete()

    with pytest.raises(InvalidColour):
        actions.seed(colour="red; background: url(//evil.example)")


@pytest.mark.parametrize("colour", ["red", "#FFF", "#12345", "#GGGGGG", "#ABCDEF"])
def test_the_database_refuses_what_is_no_colour(colour: str, inside: Firm) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Brand.objects.update(colour=colour)


def test_the_database_refuses_a_second_brand(inside: Firm) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Brand.objects.create(colour=GREEN)
