"""The page around the content, on the platform's host."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from controlplane.frame import places
from portal.access.factors import is_verified
from portal.access.locale import signed_in
from portal.ui.page import Health, Page, locate
from tenants.accounts.models import User

PLATFORM = "Tablinum"


class Summary(Protocol):
    """What settings.FLEET_SUMMARY tells: it stands above this feature."""

    is_well: bool
    text: str
    place: str
    counts: Mapping[str, int]


def build(request: HttpRequest) -> Page:
    """Named in settings.PAGE_BUILDER: for visitors, or for an operator."""
    user = signed_in(request)
    if user is None:
        return _for_visitor()
    return _for_operator(request, user) if is_verified(user) else _halfway(user)


def _for_visitor() -> Page:
    return Page(
        face="platform",
        firm_name=PLATFORM,
        home_url=reverse("signup:landing"),
        language_url=reverse("language"),
    )


def _halfway(user: User) -> Page:
    """Signed in with the password only: nowhere to go but on, or out."""
    return Page(
        firm_name=PLATFORM,
        home_url=reverse("operators:second_factor"),
        user=user,
        language_url=reverse("language"),
        sign_out_url=reverse("operators:sign_out"),
    )


def _place(path: str) -> str:
    """Where in the navigation this is: one's own account is nowhere in it."""
    return "" if path.startswith(reverse("operators:account")) else path


def _for_operator(request: HttpRequest, user: User) -> Page:
    summary: Summary = import_string(settings.FLEET_SUMMARY)(at=timezone.now())
    return Page(
        face="operator",
        firm_name=PLATFORM,
        home_url=places.home_of(user),
        nav=locate(places.open_to(user, summary.counts), path=_place(request.path)),
        search_url=places.search_of(user),
        search_label=_("Firm, domain or address"),
        user=user,
        account_url=reverse("operators:account"),
        language_url=reverse("language"),
        sign_out_url=reverse("operators:sign_out"),
        health=Health(
            text=summary.text, url=reverse(summary.place), is_well=summary.is_well
        ),
    )
