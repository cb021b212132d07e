"""What people are told of documents."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from portal.cases.models import Case
from portal.cases.readers import desk_tab, portal_page
from portal.documents import queries
from portal.documents.scanning.notice import INFECTED
from portal.notifications.registry import Audience, Kind
from portal.notifications.registry import register as _register
from portal.policy.models import Section
from tenants.accounts.models import User

# Long enough to take a share back.
HOLD = timedelta(seconds=60)
EXPIRING_DAYS = 3  # before a share ends, whoever has not opened the document is told


def where_to_read(case: UUID, user: User) -> str:
    """The page of the case; all his documents, when that page is closed to him."""
    if Case.objects.visible_to(user).filter(pk=case).exists():
        return portal_page(case, user)
    return reverse("portal:documents:list", settings.FIRM_URLCONF)


SHARED = Kind(
    name="document.shared",
    audience=Audience.CLIENT,
    recipients=queries.readers,
    visible=queries.shared_with,
    link=where_to_read,
    section=Section.DOCUMENTS,
    hold=HOLD,
    is_seen_at_once=True,
    mail="documents/mail/shared",
)
EXPIRING = Kind(
    name="document.expiring",
    audience=Audience.CLIENT,
    recipients=queries.readers,
    visible=queries.expiring_for,
    link=where_to_read,
    section=Section.DOCUMENTS,
    mail="documents/mail/expiring",
)
# A client sends several files, one after another: that is one piece of news.
SENT = Kind(
    name="document.sent",
    audience=Audience.STAFF,
    recipients=queries.minders,
    visible=queries.kept_for,
    link=desk_tab("documents"),
    hold=HOLD,
    is_seen_at_once=True,
)


def register() -> None:
    """Let the kinds be told of."""
    _register(SHARED)
    _register(EXPIRING)
    _register(INFECTED)
    _register(SENT)
