"""The page around the content, on the platform's host."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from portal.ui.page import Page

PLATFORM = "Tablinum"


def build(request: HttpRequest) -> Page:
    """Named in settings.PAGE_BUILDER. Nobody is signed in on these pages."""
    return Page(
        face="platform",
        firm_name=PLATFORM,
        home_url=reverse("signup:landing"),
        language_url=reverse("language"),
    )
