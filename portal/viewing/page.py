"""The page around the content, which says as whom one looks, and lets one stop."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.access import destinations
from portal.access.gate import VIEWING
from portal.access.locale import signed_in
from portal.support import page as support
from portal.ui.page import Banner, Clock, Page
from tenants.accounts.models import User


def build(request: HttpRequest) -> Page:
    """Named in settings.PAGE_BUILDER. Who looks at nobody pays nothing for it."""
    page, user = support.build(request), signed_in(request)
    if user is None or VIEWING not in request.session:
        return page
    viewer = user.viewer or user
    return replace(
        page,
        home_url=destinations.CLIENT_HOME,
        account_url="",
        language_url="",
        banners=(_banner(user.name if user.viewer else "", viewer),),
        clock=_clock(page, viewer),
    )


def _banner(name: str, viewer: User) -> Banner:
    """In the language of who reads it, whatever the page around it speaks.

    Without a name where the gate has let nobody through: at a wrong address, or when a
    network is refused.
    """
    with translation.override(viewer.language):
        text = _("You see the portal as %(name)s sees it. Nothing can be changed here.")
        unnamed = _("You see the portal as a client. Nothing can be changed here.")
        return Banner(
            text=text % {"name": name} if name else unnamed,
            url=reverse("viewing:end"),
            action=_("Stop"),
            is_form=True,
            icon="eye",
            language=viewer.language,
        )


def _clock(page: Page, viewer: User) -> Clock | None:
    """The session's own: whose it is, so that nothing typed is given to another."""
    return replace(page.clock, person=str(viewer.pk)) if page.clock else None
