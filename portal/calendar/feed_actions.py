"""Making and ending the secret address of somebody's calendar feed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.calendar import queries
from portal.calendar.models import CalendarFeed
from tenants import audit, crypto
from tenants.accounts.models import User
from tenants.errors import DomainError


@transaction.atomic
def make(*, user: User, at: datetime) -> CalendarFeed:
    """A new address; an earlier one is dead. Its `token` is not shown again.

    Raises DomainError when the firm does without feeds.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if not queries.rules().has_feeds:
        raise DomainError(_("Calendar feeds are turned off here."))
    CalendarFeed.objects.filter(user=user).delete()
    feed = CalendarFeed(user=user, created_at=at)
    feed.digest = crypto.digest(feed.token)
    feed.save(force_insert=True)
    audit.record("feed.made", user, by=user, at=at)
    return feed


@transaction.atomic
def revoke(*, user: User, at: datetime) -> None:
    """The address is dead. A second time changes nothing."""
    if CalendarFeed.objects.filter(user=user).delete()[0]:
        audit.record("feed.revoked", user, by=user, at=at)


def end(user: User) -> None:
    """The account is closed or begins anew: its feed does not outlive that."""
    CalendarFeed.objects.filter(user=user).delete()


def note_fetch(feed: CalendarFeed, *, at: datetime) -> None:
    """Say when it was last fetched, to the hour: programs come often."""
    mine = CalendarFeed.objects.filter(pk=feed.pk)
    mine.not_noted_since(at).update(fetched_at=at)
