"""The page around the content on a firm's host: name, look, where one can go."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.access import destinations
from portal.access.locale import signed_in
from portal.access.permissions import Permission, allowed
from portal.account import limits
from portal.branding import case_words, queries
from portal.branding.theme import fingerprint
from portal.security import sections
from portal.ui.page import Clock, Face, NavItem, Noun, Page, locate
from tenants import scope
from tenants.accounts.models import User


class Place(NamedTuple):
    """An entry of the navigation, for those who have the permission."""

    permission: Permission
    label: str | Promise
    name: str
    icon: str


CASES, NEW = "cases", "new case"  # in the firm's own word, see `_item`
PORTAL = (
    Place(Permission.PORTAL_VIEW, _("Home"), "portal:home", "home"),
    Place(Permission.PORTAL_CASE_VIEW, CASES, "portal:cases:list", "case"),
    Place(
        Permission.PORTAL_CALENDAR_VIEW, _("Calendar"), "portal:calendar:list", "cal"
    ),
    Place(
        Permission.PORTAL_DOCUMENT_VIEW, _("Documents"), "portal:documents:list", "doc"
    ),
)
DESK = (
    Place(Permission.DESK_VIEW, _("Today"), "desk:home", "home"),
    Place(Permission.CASE_VIEW, CASES, "desk:cases:list", "case"),
    Place(Permission.DOCUMENT_VIEW, _("Documents"), "desk:documents:list", "doc"),
    Place(Permission.CALENDAR_VIEW, _("Calendar"), "desk:calendar:home", "cal"),
    Place(Permission.CONTACT_VIEW, _("Contacts"), "desk:people:list", "people"),
)
SETTINGS = Place(Permission.SETTINGS_VIEW, _("Settings"), "desk:settings:home", "gear")
NEW_CASE = Place(Permission.CASE_EDIT, NEW, "desk:cases:new", "plus")


def build(request: HttpRequest) -> Page:
    """The page of the firm in force, for whoever is signed in. Costs one query."""
    user = signed_in(request)
    brand = queries.current()
    word = case_words.of(brand)
    return Page(
        face=_face(user),
        firm_name=scope.current_firm().name,
        theme_url=reverse("branding:theme", args=[fingerprint(brand.colour)]),
        home_url=destinations.home_of(user) if user else destinations.CLIENT_HOME,
        nav=locate(_nav(request, user, word), path=request.path),
        shortcut=_shortcut(user, word),
        case_word=word,
        user=user,
        account_url=_account(user),
        language_url=reverse("access:language"),
        sign_out_url=reverse("access:sign_out") if user else "",
        clock=_clock(request, user),
    )


def _account(user: User | None) -> str:
    """Where one's own account is; a guest's is his visit's."""
    has_one = user is not None and allowed(user.role, Permission.ACCOUNT)
    return reverse("account:home") if has_one else ""


def _clock(request: HttpRequest, user: User | None) -> Clock | None:
    seconds = limits.seconds_left(request)
    if user is None or seconds is None or not allowed(user.role, Permission.ACCOUNT):
        return None
    return Clock(
        seconds=seconds, person=str(user.pk), url=reverse("account:still_here")
    )


def _shortcut(user: User | None, word: Noun) -> NavItem | None:
    is_open = user is not None and _is_open(NEW_CASE, user)
    return _item(NEW_CASE, word) if is_open else None


def _face(user: User | None) -> Face:
    if user is None:
        return "plain"
    return "portal" if user.is_client else "desk"


def _nav(request: HttpRequest, user: User | None, word: Noun) -> tuple[NavItem, ...]:
    if user is None:
        return ()
    places = _portal(request, user) if user.is_client else DESK
    items = [_item(place, word) for place in places if _is_open(place, user)]
    if _is_open(SETTINGS, user):
        items.append(replace(_item(SETTINGS, word), is_last=True))
    return tuple(items)


def _portal(request: HttpRequest, user: User) -> list[Place]:
    """Where a client can go: what the firm closed, or a delegation, is not there."""
    policy = sections.policy_of(request)
    return [
        place for place in PORTAL if sections.has_place(user, place.permission, policy)
    ]


def _is_open(place: Place, user: User) -> bool:
    return allowed(user.role, place.permission)


def _item(place: Place, word: Noun) -> NavItem:
    label = {CASES: word.many, NEW: word.new}.get(str(place.label), place.label)
    return NavItem(label=label, url=reverse(place.name), icon=place.icon)
