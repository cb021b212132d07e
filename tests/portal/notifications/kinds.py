"""Kinds of these tests: about documents, to clients; about cases, to staff."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from portal.cases.models import Case
from portal.documents import queries
from portal.documents.models import Document
from portal.notifications.registry import Audience, Kind
from portal.policy.models import Section
from tenants.accounts.models import User

HOLD = timedelta(minutes=10)


def readers(place: UUID) -> list[User]:
    return queries.readers(place)


def shared(user: User, subjects: Collection[UUID]) -> Iterable[UUID]:
    found = Document.objects.visible_to(user).filter(pk__in=subjects)
    return found.values_list("pk", flat=True)


def page(place: UUID, user: User) -> str:
    side = "portal" if user.is_client else "desk"
    return reverse(f"{side}:cases:detail", settings.FIRM_URLCONF, [place])


def staff(place: UUID) -> Iterable[User]:
    return User.objects.staff().order_by("pk")


def seen(user: User, subjects: Collection[UUID]) -> Iterable[UUID]:
    found = Case.objects.visible_to(user).open().filter(pk__in=subjects)
    return found.values_list("pk", flat=True)


NEWS = Kind(
    name="test.news",
    audience=Audience.CLIENT,
    recipients=readers,
    visible=shared,
    link=page,
    section=Section.DOCUMENTS,
)
HELD = replace(NEWS, name="test.held", hold=HOLD)
IN_SIGHT = replace(HELD, name="test.in_sight", is_seen_at_once=True)
OTHER_MAIL = replace(NEWS, name="test.other_mail", mail="documents/mail/shared")
WORK = Kind(
    name="test.work",
    audience=Audience.STAFF,
    recipients=staff,
    visible=seen,
    link=page,
)


def everybody(place: UUID) -> Iterable[User]:
    return User.objects.all()


def everything(user: User, subjects: Collection[UUID]) -> Iterable[UUID]:
    return subjects


# These leave all the care to us.
CARELESS = replace(WORK, name="test.careless", recipients=everybody)
TRUSTING = replace(NEWS, name="test.trusting", recipients=everybody, visible=everything)
HOMELESS = replace(TRUSTING, name="test.homeless", section=None)
EVERY_KIND = (NEWS, HELD, IN_SIGHT, OTHER_MAIL, WORK, CARELESS, TRUSTING, HOMELESS)
