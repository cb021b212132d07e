"""What people are told of updates, and of the promise of a next one."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from portal.notifications.registry import Audience, Kind
from portal.notifications.registry import register as _register
from portal.policy.models import Section
from portal.updates import queries
from portal.updates.models import HOLD
from tenants.accounts.models import User


def case_page(case: UUID, user: User) -> str:
    """The client's page of the case."""
    return reverse("portal:cases:detail", settings.FIRM_URLCONF, [case])


def desk_tab(case: UUID, user: User) -> str:
    """The updates of the case, on the desk."""
    page = reverse("desk:cases:detail", settings.FIRM_URLCONF, [case])
    return f"{page}?tab=updates"


UPDATE_POSTED = Kind(
    name="case.update_posted",
    audience=Audience.CLIENT,
    recipients=queries.readers_of,
    visible=queries.shared_for,
    link=case_page,
    section=Section.CASES,
    hold=HOLD,
)
NEXT_UPDATE_DUE = Kind(
    name="case.next_update_due",
    audience=Audience.STAFF,
    recipients=queries.minders_of,
    visible=queries.due_for,
    link=desk_tab,
)


def register() -> None:
    """Let the kinds be told of."""
    _register(UPDATE_POSTED)
    _register(NEXT_UPDATE_DUE)
