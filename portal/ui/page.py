"""What every template may ask of the page around it: whose it is, for whom, and where
one can go.

The design system knows no firm, no user model and no feature, so it does not build
this. Whoever knows sets `request.page` (access.page.PageMiddleware, by the builder that
the settings name for the host); the context processor hands it to the templates as
`page`. A request that nobody dressed gets the neutral `Page()`.

    request.page = Page(
        face="desk",
        firm_name="Peeters & Partners",
        theme_url="/theme/3f2a9c.css",
        home_url="/desk/",
        nav=locate(DESK_NAV, path=request.path),
        user=request.user,
        language_url="/language/",
        sign_out_url="/sign-out/",
        contact=Contact(name="Laura Peeters", phone="+32 2 555 01 20"),
    )
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

Face = Literal["portal", "desk", "operator", "platform", "plain"]
Text = str | Promise

SEARCH_THE_DESK: Text = _("Search cases, people, documents")


class Person(Protocol):
    """Who is signed in, as far as a page shows it."""

    @property
    def name(self) -> str:
        """As the person is called on the page."""

    @property
    def email(self) -> str:
        """The address that the person signs in with."""


@dataclass(frozen=True)
class Noun:
    """A thing that a firm may call otherwise, as headings and lists say it."""

    one: Text
    many: Text
    yours: Text
    new: Text


CASE = Noun(_("Case"), _("Cases"), _("Your cases"), _("New case"))


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """One place to go. `icon` is a name in ui/icons.svg; a `count` of 0 is not shown.

    `is_last` puts the item at the far end of the side navigation (settings, help).
    """

    label: Text
    url: str
    icon: str
    is_current: bool = False
    count: int = 0
    is_last: bool = False


@dataclass(frozen=True, kw_only=True)
class Banner:
    """What must be said on every page meanwhile, and the one thing to do about it.

    With `is_form` the action is a button that posts to `url`, else a link there. A
    banner may speak another `language` than the page around it.
    """

    text: Text
    url: str
    action: Text
    is_form: bool = False
    icon: str = "shield"
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Health:
    """How the platform is, in a few words; `url` says more."""

    text: Text
    url: str
    is_well: bool


@dataclass(frozen=True, kw_only=True)
class Contact:
    """How to reach a human at the firm. Empty parts are left out."""

    name: str = ""
    phone: str = ""
    email: str = ""
    hours: Text = ""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """How long the session lasts if nothing happens, whose it is, and where a page
    says that somebody is still there."""

    seconds: int
    person: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language of the interface, in its own name ("Nederlands")."""

    code: str
    name: str


def offered_languages() -> tuple[Language, ...]:
    """The languages of settings.LANGUAGES, each in its own name."""
    return tuple(
        Language(code=code, name=_own_name(code)) for code in dict(settings.LANGUAGES)
    )


def locate(nav: Iterable[NavItem], *, path: str) -> tuple[NavItem, ...]:
    """Mark where `path` is: the item whose address is its longest beginning.

    "/desk/" is the beginning of every desk page, so the longest match wins:
    /desk/cases/7/ is under Cases, and not under Today. "/" begins every address, and is
    a place of its own.
    """
    items = tuple(nav)
    here = max(
        (item.url for item in items if _is_under(item.url, path)),
        key=len,
        default=None,
    )
    return tuple(replace(item, is_current=item.url == here) for item in items)


@dataclass(frozen=True, kw_only=True)
class Page:
    """The page around the content; the fields are the contract of ui's templates.

    An empty `theme_url` means the platform's own colour. An empty `language_url`,
    `sign_out_url`, `account_url` or `search_url` leaves that control out. What is
    `is_read_only` offers no button that would change something.
    """

    face: Face = "plain"
    firm_name: str = "Tablinum"
    theme_url: str = ""
    home_url: str = "/"
    nav: tuple[NavItem, ...] = ()
    banners: tuple[Banner, ...] = ()
    is_read_only: bool = False
    shortcut: NavItem | None = None
    search_url: str = ""
    search_label: Text = SEARCH_THE_DESK
    case_word: Noun = CASE
    user: Person | None = None
    account_url: str = ""
    language_url: str = ""
    languages: tuple[Language, ...] = field(default_factory=offered_languages)
    sign_out_url: str = ""
    contact: Contact | None = None
    clock: Clock | None = None
    health: Health | None = None

    @property
    def mark(self) -> str:
        """The first letter of the firm's name, for a firm without a logo."""
        letters = (char for char in self.firm_name if char.isalnum())
        return next(letters, "?").upper()


def _is_under(url: str, path: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


def _own_name(code: str) -> str:
    name = get_language_info(code)["name_local"]
    return str(name[:1].upper() + name[1:])
