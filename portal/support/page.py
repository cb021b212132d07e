"""The page around the content, with what must be said on every page meanwhile."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.access.locale import signed_in
from portal.branding import page as branding
from portal.support import queries
from portal.support.models import SupportAccess
from portal.support.queries import RECOVERY, UnderWay
from portal.ui.page import Banner, Page


def build(request: HttpRequest) -> Page:
    """Named in settings.PAGE_BUILDER. One query more for the firm's own people."""
    page = branding.build(request)
    user = signed_in(request)
    if user is None or user.is_client:
        return page
    if user.is_guest:
        banner = _visiting(user.support_access)
        return replace(page, banners=(banner,), is_read_only=user.reads_all)
    found = queries.under_way(timezone.now())
    return replace(page, banners=tuple(_told(each) for each in found))


def _visiting(access: SupportAccess) -> Banner:
    assert access.until is not None  # noqa: S101  (in force, or nobody were signed in)
    text = _(
        "You are visiting as Tablinum support, until %(until)s. Everything you open is "
        "written in the firm's log."
    ) % {"until": _moment(access.until)}
    return Banner(
        text=text,
        url=reverse("desk:support:departure"),
        action=_("End visit"),
        is_form=True,
    )


def _told(each: UnderWay) -> Banner:
    words = {"name": each.name, "until": _moment(each.until)}
    url = reverse("desk:support:home")
    if each.kind == RECOVERY:
        text = _(
            "The platform's operators want to make %(name)s an owner of this firm. You "
            "can stop it until %(until)s."
        )
        return Banner(text=text % words, url=url, action=_("Read and decide"))
    text = _("%(name)s of Tablinum support may visit this desk until %(until)s.")
    return Banner(text=text % words, url=url, action=_("Who and why"))


def _moment(value: object) -> str:
    local = timezone.localtime(value)  # type: ignore[arg-type]
    return date_format(local, pgettext("date format", "j F Y, H:i"))
