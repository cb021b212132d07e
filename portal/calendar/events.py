"""What people are told of dates."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from portal.calendar import queries
from portal.calendar.models import HOLD
from portal.notifications.registry import Audience, Kind
from portal.notifications.registry import register as _register
from portal.policy.models import Section
from tenants.accounts.models import User


def case_page(case: UUID, user: User) -> str:
    """The client's page of the case."""
    return reverse("portal:cases:detail", settings.FIRM_URLCONF, [case])


def case_tab(case: UUID, user: User) -> str:
    """The dates of the case, on the desk."""
    page = reverse("desk:cases:detail", settings.FIRM_URLCONF, [case])
    return f"{page}?tab=calendar"


# Shared, moved or cancelled: the page shows it at once, the mail waits for a slip.
ENTRY_SHARED = Kind(
    name="calendar.entry_shared",
    audience=Audience.CLIENT,
    recipients=queries.readers_of,
    visible=queries.news_for,
    link=case_page,
    section=Section.CASES,
    hold=HOLD,
    is_seen_at_once=True,
)
NEAR = Kind(
    name="calendar.near",
    audience=Audience.CLIENT,
    recipients=queries.readers_of,
    visible=queries.near_for,
    link=case_page,
    section=Section.CASES,
)
NEAR_STAFF = Kind(
    name="calendar.near_staff",
    audience=Audience.STAFF,
    recipients=queries.colleagues_of,
    visible=queries.near_for_staff,
    link=case_tab,
)


def register() -> None:
    """Let the kinds be told of."""
    for kind in (ENTRY_SHARED, NEAR, NEAR_STAFF):
        _register(kind)
