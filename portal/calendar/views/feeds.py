"""Somebody's calendar feed: its page in the account, and what programs fetch."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.access.gate import PRIVATE, PortalRequest, everyone, requires
from portal.access.permissions import Permission
from portal.calendar import door, feed_actions, ics, queries
from portal.calendar.models import CalendarFeed
from tenants import links, scope
from tenants.accounts.models import User

TOO_MANY = 429


@requires(Permission.ACCOUNT)
@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """Whether there is a feed, since when, and when it was last fetched."""
    return _page(request)


@requires(Permission.ACCOUNT)
@require_POST
def address(request: PortalRequest) -> HttpResponse:
    """Make an address, or a new one; it is shown on this answer alone."""
    _refuse_without_dates(request.user)
    feed = feed_actions.make(user=request.user, at=timezone.now())
    path = reverse("feeds:feed", settings.FIRM_URLCONF, [feed.token])
    return _page(request, url=links.firm_url(path))


@requires(Permission.ACCOUNT)
@require_POST
def removal(request: PortalRequest) -> HttpResponse:
    """The address is dead."""
    feed_actions.revoke(user=request.user, at=timezone.now())
    messages.success(request, _("The address does not work any more."))
    return redirect("feeds:home")


@everyone
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program reads, without a session: whoever has the address. All
    that is wrong is the same 404."""
    if door.is_shut():
        return HttpResponse(status=TOO_MANY, headers={"Retry-After": door.SECONDS})
    found = CalendarFeed.objects.opened_by(token).select_related("user").first()
    if found is None or not queries.rules().has_feeds:
        door.count()
        return HttpResponseNotFound("Not found.", content_type="text/plain")
    now, user = timezone.now(), found.user
    feed_actions.note_fetch(found, at=now)
    page = "portal:calendar:list" if user.is_client else "desk:calendar:home"
    body = ics.written(
        ics.entries_of(user, at=now),
        user=user,
        firm=scope.current_firm().name,
        link=links.firm_url(reverse(page, settings.FIRM_URLCONF)),
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = PRIVATE
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _page(request: PortalRequest, *, url: str = "") -> HttpResponse:
    user = request.user
    _refuse_without_dates(user)
    context = {
        "base": "ui/portal.html" if user.is_client else "ui/desk.html",
        "feed": queries.feed_of(user),
        "has_feeds": queries.rules().has_feeds,
        "address": url,
    }
    return render(request, "calendar/feed.html", context)


def _refuse_without_dates(user: User) -> None:
    if not queries.may_have_feed(user):
        raise Http404
