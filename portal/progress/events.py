"""What people are told of the progress of a case."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from portal.notifications.registry import Audience, Kind
from portal.notifications.registry import register as _register
from portal.policy.models import Section
from portal.progress import queries
from portal.progress.models import HOLD
from tenants.accounts.models import User


def case_page(case: UUID, user: User) -> str:
    """The client's page of the case."""
    return reverse("portal:cases:detail", settings.FIRM_URLCONF, [case])


STAGE_CHANGED = Kind(
    name="case.stage_changed",
    audience=Audience.CLIENT,
    recipients=queries.readers_of,
    visible=queries.standing_for,
    link=case_page,
    section=Section.CASES,
    hold=HOLD,
)


def register() -> None:
    """Let the kinds be told of."""
    _register(STAGE_CHANGED)
