"""The index of settings."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.urls import resolve, reverse

from portal.access.gate import declaration
from portal.settings.sections import SECTIONS, Section
from tests.cast import Cast
from tests.conftest import HostClient

SignIn = Callable[..., HostClient]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda each: each.name)
def test_a_section_names_a_page_and_its_permission(section: Section) -> None:
    view = resolve(reverse(section.name, settings.FIRM_URLCONF), settings.FIRM_URLCONF)

    declared = declaration(view.func)

    assert declared is not None
    assert declared.permission == section.permission


@pytest.mark.parametrize("who", ["olivia", "laura", "bart"])
def test_everybody_at_the_firm_finds_it(who: str, as_user: SignIn, cast: Cast) -> None:
    response = as_user(getattr(cast, who)).get("/desk/settings/")

    html = response.content.decode()
    assert "/desk/settings/portal/addresses/" in html
    last = response.wsgi_request.page.nav[-1]
    assert (last.url, last.is_last, last.is_current) == ("/desk/settings/", True, True)


def test_a_client_does_not(as_user: SignIn, cast: Cast) -> None:
    assert as_user(cast.sofie).get("/desk/settings/").status_code == 404
