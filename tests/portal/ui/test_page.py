"""What a page knows about itself, and how it knows where one is."""

from django.test import RequestFactory, override_settings

from portal.ui import context
from portal.ui.page import NavItem, Page, locate, offered_languages

DESK = (
    NavItem(label="Today", url="/desk/", icon="home"),
    NavItem(label="Cases", url="/desk/cases/", icon="case"),
)


def current(path: str) -> list[str]:
    return [item.label for item in locate(DESK, path=path) if item.is_current]


def test_the_longest_beginning_is_where_one_is() -> None:
    assert current("/desk/") == ["Today"]
    assert current("/desk/cases/") == ["Cases"]
    assert current("/desk/cases/7/edit/") == ["Cases"]


def test_home_is_where_one_is_only_at_home() -> None:
    home = (NavItem(label="Home", url="/", icon="home"),)

    assert [locate(home, path=path)[0].is_current for path in ("/", "/account/")] == [
        True,
        False,
    ]


def test_outside_the_navigation_nothing_is_current() -> None:
    assert current("/sign-in/") == []


def test_the_mark_is_the_first_letter_of_the_name() -> None:
    assert Page(firm_name="de Vries").mark == "D"
    assert Page(firm_name="« Épernay »").mark == "É"
    assert Page(firm_name="...").mark == "?"


@override_settings(LANGUAGES=[("nl", "Dutch"), ("fr", "French")])
def test_languages_are_offered_in_their_own_names() -> None:
    assert [language.name for language in offered_languages()] == [
        "Nederlands",
        "Français",
    ]


def test_templates_get_the_page_that_was_set() -> None:
    request = RequestFactory().get("/")
    request.page = Page(firm_name="Peeters & Partners")

    assert context.page(request)["page"].firm_name == "Peeters & Partners"


def test_a_request_that_nobody_dressed_gets_a_neutral_page() -> None:
    page = context.page(RequestFactory().get("/"))["page"]

    assert (page.face, page.user, page.nav) == ("plain", None, ())
