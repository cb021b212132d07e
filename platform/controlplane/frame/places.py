"""Where an operator can go. A place whose pages are not installed is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.access.gate import declaration
from portal.access.permissions import Permission, allowed
from portal.ui.page import NavItem
from tenants.accounts.models import User


class Place(NamedTuple):
    """An entry of the navigation. `is_last` begins what stands at its far end."""

    label: str | Promise
    name: str
    icon: str
    is_last: bool = False


PLACES = (
    Place(_("Fleet"), "fleet:list", "building"),
    Place(_("Domains"), "domains:list", "globe"),
    Place(_("Runs"), "runs:list", "clock"),
    Place(_("Migrations"), "rollouts:list", "layers"),
    Place(_("Backups"), "backups:list", "archive"),
    Place(_("Queues"), "queues:home", "queue"),
    Place(_("Support"), "support:list", "buoy"),
    Place(_("Plans"), "plans:list", "gauge"),
    Place(_("Team"), "team:list", "people", is_last=True),
    Place(_("Log"), "log:list", "log"),
)
SEARCH = "fleet:list"


def open_to(user: User, counts: Mapping[str, int]) -> tuple[NavItem, ...]:
    """The places whose first page this operator may read; `counts` by their names."""
    return tuple(_items(user, counts))


def home_of(user: User) -> str:
    """The first page of an operator: the fleet."""
    first = next(_items(user, {}), None)
    return first.url if first else reverse("operators:account")


def search_of(user: User) -> str:
    """Where the search box leads; nowhere when the operator may not read the list."""
    found = _doors().get(SEARCH)
    return found[0] if found and allowed(user.role, found[1]) else ""


def _items(user: User, counts: Mapping[str, int]) -> Iterator[NavItem]:
    doors = _doors()
    for place in PLACES:
        if place.name not in doors:
            continue
        url, permission = doors[place.name]
        if allowed(user.role, permission):
            yield NavItem(
                label=place.label,
                url=url,
                icon=place.icon,
                is_last=place.is_last,
                count=counts.get(place.name, 0),
            )


@cache
def _doors() -> dict[str, tuple[str, Permission]]:
    """Address and permission of each place: the one that its view declares, so that
    the navigation never offers what the gate refuses."""
    found = {}
    for place in PLACES:
        try:
            url = reverse(place.name, settings.ROOT_URLCONF)
        except NoReverseMatch:
            continue
        declared = declaration(resolve(url, settings.ROOT_URLCONF).func)
        if declared and declared.permission:
            found[place.name] = (url, declared.permission)
    return found
